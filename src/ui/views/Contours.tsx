/** Lines of equal loss, three of them with their numbers. */
import { memo, useMemo } from 'react';
import type { ContourLabel } from '../draw/contours';
import type { Field } from '../draw/field';
import type { Box } from '../draw/labels';
import { pathBoxes } from '../draw/planeLabels';
import type { Viewport } from '../draw/viewport';
import { numberText, percentText } from '../format';
import { useArrived } from '../LazyPart';
import { CONTOURS } from '../parts';
import type { PathOnPlane } from './shownOnPlane';

interface ContoursOptions {
  /** Null before there is one. */
  readonly field: Field | null;
  readonly viewport: Viewport;
  readonly side: number;
  /** What the numbers keep off: paths, and points with their names. */
  readonly shown: readonly PathOnPlane[];
  readonly taken: readonly Box[];
}

interface ContoursProps {
  /** As SVG path data. */
  readonly lines: readonly { readonly level: number; readonly path: string }[];
  readonly labels: readonly ContourLabel[];
  readonly measure: Field['scale']['measure'];
}

const NONE: readonly ContourLabel[] = [];

/** The lines and where their numbers stand. */
export function useContours({
  field,
  viewport,
  side,
  shown,
  taken,
}: ContoursOptions): ContoursProps {
  const { module: drawing } = useArrived(CONTOURS);
  const contours = useMemo(
    () => (field?.known === true ? (drawing?.contourLines(field) ?? []) : []),
    [field, drawing],
  );
  const measure = field?.scale.measure ?? 'loss';
  const lines = useMemo(
    () =>
      contours.map(({ level, rings }) => ({
        level,
        path: rings.map((ring) => drawing?.ringPath(ring, side) ?? '').join(''),
      })),
    [contours, drawing, side],
  );
  const labels = useMemo(() => {
    if (drawing === null) return NONE;
    const paths = shown.flatMap(({ points }) => pathBoxes(points, viewport, side));
    const text = (level: number) => levelText(level, measure);
    return drawing.contourLabels(contours, text, side, [...taken, ...paths]);
  }, [contours, drawing, measure, side, viewport, shown, taken]);
  return { lines, labels, measure };
}

export const Contours = memo(function Contours({ lines, labels, measure }: ContoursProps) {
  return (
    <g className="contours">
      {lines.map(({ level, path }) => (
        <path key={level} d={path} />
      ))}
      {labels.map(({ level, x, y, turn }) => (
        <text
          key={level}
          transform={`translate(${x} ${y}) rotate(${turn})`}
          dy="0.32em"
          textAnchor="middle"
        >
          {levelText(level, measure)}
        </text>
      ))}
    </g>
  );
});

const levelText = (level: number, measure: Field['scale']['measure']): string =>
  measure === 'accuracy' ? percentText(level, 0) : numberText(level);
