/** Lines of equal loss, three of them with their numbers. */
import { memo, useMemo } from 'react';
import {
  contourLabels,
  contourLines,
  ringPath,
  type ContourLabel,
  type ContourLine,
} from '../draw/contours';
import type { Field } from '../draw/field';
import type { Box } from '../draw/labels';
import { pathBoxes } from '../draw/planeLabels';
import type { Viewport } from '../draw/viewport';
import { numberText, percentText } from '../format';
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
  readonly lines: readonly ContourLine[];
  readonly labels: readonly ContourLabel[];
  readonly measure: Field['scale']['measure'];
  readonly side: number;
}

/** The lines and where their numbers stand. */
export function useContours({
  field,
  viewport,
  side,
  shown,
  taken,
}: ContoursOptions): ContoursProps {
  const lines = useMemo(() => (field?.known === true ? contourLines(field) : []), [field]);
  const measure = field?.scale.measure ?? 'loss';
  const labels = useMemo(() => {
    const paths = shown.flatMap(({ points }) => pathBoxes(points, viewport, side));
    return contourLabels(lines, (level) => levelText(level, measure), side, [...taken, ...paths]);
  }, [lines, measure, side, viewport, shown, taken]);
  return { lines, labels, measure, side };
}

export const Contours = memo(function Contours({ lines, labels, measure, side }: ContoursProps) {
  return (
    <g className="contours">
      {lines.map(({ level, rings }) => (
        <path key={level} d={rings.map((ring) => ringPath(ring, side)).join('')} />
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
