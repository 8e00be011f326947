/** The names of the paths on the plane, and a word where a path is beside it and has another loss. */
import { memo, useMemo } from 'react';
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { FieldScale } from '../draw/field';
import { lineHeight, type Box } from '../draw/labels';
import { nameLabel, noteLabel, pathBoxes, type PlaneLabel } from '../draw/planeLabels';
import { disagreementOf, planeValueAt } from '../draw/ribbon';
import { isMany, type Series } from '../draw/series';
import type { Viewport } from '../draw/viewport';
import { lossText, percentText } from '../format';
import { usePage } from '../context';
import { valueOn } from './PlanePaths';
import { useLook } from './pointed';
import type { PathOnPlane } from './shownOnPlane';

interface PlaneLabelsProps {
  readonly plane: PlaneResult;
  readonly scale: FieldScale;
  readonly viewport: Viewport;
  readonly shown: readonly PathOnPlane[];
  /** Where points and their names are. */
  readonly taken: readonly Box[];
  readonly side: number;
}

export const PlaneLabels = memo(function PlaneLabels(props: PlaneLabelsProps) {
  const pointed = usePage((page) => page.pointed);
  const look = useLook();
  const { plane, scale, viewport, shown, taken, side } = props;
  const { names, notes } = useMemo(
    () => labelsOf({ plane, scale, viewport, shown, taken, side }, pointed),
    [plane, scale, viewport, shown, taken, side, pointed],
  );
  return (
    <g className="plane-labels">
      {names.map(({ series, label }) => (
        <text
          key={series.name}
          className="plane-name"
          data-of={series.name}
          data-faint={look(series).faint}
          style={{ fill: look(series).colour }}
          x={label.x}
          y={label.y}
          dy="0.32em"
          textAnchor="middle"
        >
          {label.lines[0]}
        </text>
      ))}
      {notes.map(({ series, label }) => (
        <g key={series.name} className="plane-note">
          <path d={`M${label.at.x} ${label.at.y}L${label.x} ${edgeOf(label)}`} />
          {label.lines.map((line, i) => (
            <text
              key={line}
              x={label.x}
              y={label.y + lineHeight() * (i - (label.lines.length - 1) / 2)}
              dy="0.32em"
              textAnchor="middle"
            >
              {line}
            </text>
          ))}
        </g>
      ))}
    </g>
  );
});

/** The border of a text that looks at what it is about. */
const edgeOf = ({ at, box }: PlaneLabel): number => Math.min(box.bottom, Math.max(box.top, at.y));

interface Placed {
  readonly series: Series;
  readonly label: PlaneLabel;
}

function labelsOf(
  { plane, scale, viewport, shown, taken, side }: PlaneLabelsProps,
  pointed: string | null,
): { readonly names: readonly Placed[]; readonly notes: readonly Placed[] } {
  const used = [...taken, ...shown.flatMap(({ points }) => pathBoxes(points, viewport, side))];
  const placed = (series: Series, label: PlaneLabel | null): readonly Placed[] => {
    if (label === null) return [];
    used.push(label.box);
    return [{ series, label }];
  };
  const found = shown.flatMap(({ series, points, along }) => {
    const values = plane[scale.measure] ?? plane.loss;
    const disagreement =
      along === null
        ? null
        : disagreementOf(
            points,
            (alpha) => valueOn(along, scale, alpha),
            (x, y) => planeValueAt(plane, values, x, y),
            (value) => scale.share(value),
          );
    return disagreement === null ? [] : [{ series, points, ...disagreement }];
  });
  const text = scale.measure === 'accuracy' ? percentText : lossText;
  // One word is enough: of what is pointed at, else of where it matters most.
  const [most] = found.toSorted(
    (one, other) =>
      Number(other.series.name === pointed) - Number(one.series.name === pointed) ||
      apart(other, scale) - apart(one, scale),
  );
  const notes =
    most === undefined
      ? []
      : placed(
          most.series,
          noteLabel(
            [
              `${most.series.title}: ${text(most.own)} here, not ${text(most.plane)}:`,
              'it passes beside this plane',
            ],
            most.alpha,
            most.points,
            viewport,
            side,
            used,
          ),
        );
  // Of many paths those with a colour have names, and what is pointed at; the note has one already.
  const noted = notes[0]?.series.name;
  const isNamed = ({ series }: PathOnPlane) =>
    series.name !== noted &&
    (!isMany(shown) || series.colour !== 'var(--other-path)' || series.name === pointed);
  const names = shown
    .filter(isNamed)
    .flatMap(({ series, points }) =>
      placed(series, nameLabel(series.short, points, viewport, side, used)),
    );
  return { names, notes };
}

const apart = (
  { own, plane }: { readonly own: number; readonly plane: number },
  { share }: FieldScale,
): number => Math.abs(share(own) - share(plane));
