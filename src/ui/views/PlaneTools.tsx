/** How the plane is drawn, of which images it is, and where it lies. */
import { memo } from 'react';
import { isPlacedBy } from '../../jobs/planes';
import { useWorkspace, useStores } from '../context';
import { Icon } from '../controls/Icon';
import { PopupButton } from '../controls/PopupButton';
import { Switcher } from '../controls/Switcher';
import { newDirections } from '../controls/directions';
import { useEdited } from '../controls/useEdited';
import { LazyPart } from '../LazyPart';
import { PLANE_PLACE } from '../parts';
import { placeText } from './planeText';

const MEASURES = [
  { value: 'loss', label: 'Loss' },
  { value: 'accuracy', label: 'Accuracy' },
] as const;
const ENTROPY = { value: 'entropy', label: 'Entropy' } as const;
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
] as const;
const SPLITS = [
  { value: 'test', label: 'Test' },
  { value: 'train', label: 'Train' },
] as const;

export const PlaneTools = memo(function PlaneTools() {
  const { workspace } = useStores();
  const entropy = useWorkspace(({ experiment }) => experiment.plane.entropy);
  const chosen = useWorkspace(({ view }) => view.measure);
  const measure = chosen === 'entropy' && !entropy ? 'loss' : chosen;
  const scale = useWorkspace(({ view }) => view.scale);
  const split = useWorkspace(({ experiment }) => experiment.evaluation.split);
  const directed = useWorkspace(({ experiment }) => isPlacedBy(experiment.plane, 'seed'));
  const edited = useEdited();
  return (
    <>
      <Switcher
        label="Measure"
        value={measure}
        options={entropy ? [...MEASURES, ENTROPY] : MEASURES}
        onChoose={(next) => workspace.getState().look({ measure: next })}
      />
      <Switcher
        label="Scale of the colours"
        value={measure === 'loss' ? scale : 'linear'}
        options={SCALES}
        onChoose={(next) => workspace.getState().look({ scale: next })}
        disabled={measure !== 'loss'}
      />
      <Switcher
        label="Images"
        value={split}
        options={SPLITS}
        onChoose={(next) => edited('evaluation.split', next)}
      />
      <PlaceButton />
      {directed && (
        <button
          type="button"
          className="button small"
          onClick={() => newDirections(workspace.getState())}
        >
          New directions
        </button>
      )}
    </>
  );
});

function PlaceButton() {
  const plane = useWorkspace(({ experiment }) => experiment.plane);
  return (
    <PopupButton
      className="button small"
      face={
        <>
          {placeText(plane)}
          <Icon name="chevron" />
        </>
      }
      title="Where the plane lies"
    >
      <LazyPart part={PLANE_PLACE} of="The choice of planes" waiting={null}>
        {({ PlanePlace }) => <PlanePlace />}
      </LazyPart>
    </PopupButton>
  );
}
