/** What stands under the surface: what its height is, where paths pass beneath it, and how it is turned. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { Field } from '../draw/field';
import { holesOf, type SurfacePath } from './onSurface';
import { heightText, passingText } from './surfaceText';

interface SurfaceNoteProps {
  readonly plane: PlaneResult;
  readonly field: Field;
  readonly shown: readonly SurfacePath[];
}

export function SurfaceNote({ plane, field, shown }: SurfaceNoteProps) {
  const { scale } = field;
  const passing = shown
    .map((path) => passingText(path, plane, scale))
    .filter((text) => text !== '');
  return (
    <div className="surface-note">
      <p>{[heightText(scale, holesOf(plane, scale).includes(1)), ...passing].join(' ')}</p>
      <p className="hint" data-unexported="">
        Drag to turn it, pinch to come nearer. After a press on it the wheel works too, and keys:
        arrows turn, + and − zoom, Home goes back.
      </p>
    </div>
  );
}
