/** What one network of the plane has, as a tip says it. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import { isComputed } from '../draw/field';
import { lossText, numberText, percentText } from '../format';

interface PlaneValuesProps {
  readonly plane: PlaneResult;
  readonly row: number;
  readonly column: number;
}

export function PlaneValues({ plane, row, column }: PlaneValuesProps) {
  const { grid, loss, accuracy, entropy } = plane;
  const index = row * grid.size + column;
  const known = isComputed(plane, index);
  return (
    <dl>
      <dt>Loss</dt>
      <dd>{known ? lossText(loss[index]!) : 'not computed yet'}</dd>
      <dt>Accuracy</dt>
      <dd>{known ? percentText(accuracy[index]!) : 'not computed yet'}</dd>
      {entropy !== null && known && (
        <>
          <dt>Entropy</dt>
          <dd>{lossText(entropy[index]!)}</dd>
        </>
      )}
      <dt>x, y</dt>
      <dd>
        {numberText(grid.x[column]!)}, {numberText(grid.y[row]!)}
      </dd>
    </dl>
  );
}
