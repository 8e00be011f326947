/** Lines of equal loss. */
import { memo, useMemo } from 'react';
import { contourLines } from '../draw/contours';
import type { Field } from '../draw/field';

interface ContoursProps {
  readonly field: Field | null;
  readonly side: number;
}

export const Contours = memo(function Contours({ field, side }: ContoursProps) {
  const lines = useMemo(() => (field?.known === true ? contourLines(field) : []), [field]);
  if (field === null) return null;
  return (
    <g className="contours" transform={`scale(${side / (field.size - 1)})`}>
      {lines.map(({ level, path }) => (
        <path key={level} d={path} vectorEffect="non-scaling-stroke" />
      ))}
    </g>
  );
});
