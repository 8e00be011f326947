/** How the plane is drawn, of which images it is, and where it lies. */
import { memo } from 'react';
import { Popover } from '@base-ui/react/popover';
import { POINT_NAMES } from '../../jobs/paths';
import { isPlacedBy, PLANE_NAMES, PLANES } from '../../jobs/planes';
import { useWorkspace, useStores } from '../context';
import { Icon } from '../controls/Icon';
import { LabelledChoice } from '../controls/LabelledChoice';
import { Switcher } from '../controls/Switcher';
import { withAnchor } from '../controls/anchors';
import { newDirections } from '../controls/directions';
import { pointText } from '../format';
import { editAt } from '../settings';
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

/** Changes one setting and computes what follows from it; what is refused changes nothing. */
function useEdited(): (path: string, value: unknown) => void {
  const { workspace } = useStores();
  return (path, value) => {
    const { experiment, edit, update } = workspace.getState();
    const changed = editAt(experiment, path, value);
    if (changed.experiment === null) return;
    edit(changed.experiment);
    update();
  };
}

const KINDS = PLANE_NAMES.map((value) => ({ value, label: PLANES[value].label }));
const POINTS = POINT_NAMES.map((name) => ({ value: name, label: pointText(name) }));
const FOLLOWED = (['A', 'B'] as const).map((name) => ({ value: name, label: name }));

function PlaceButton() {
  const plane = useWorkspace(({ experiment }) => experiment.plane);
  const edited = useEdited();
  const { kind, anchors, center, of } = plane;
  const { fields, note } = PLANES[kind];
  return (
    <Popover.Root>
      <Popover.Trigger className="button small">
        {placeText(plane)}
        <Icon name="chevron" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className="popup card">
            <Popover.Title className="card-title">Where the plane lies</Popover.Title>
            <LabelledChoice
              label="Plane"
              name="Kind of plane"
              value={kind}
              options={KINDS}
              onChoose={(next) => edited('plane.kind', next)}
            />
            {fields.includes('anchors') &&
              ANCHORS.map((label, place) => (
                <LabelledChoice
                  key={label}
                  label={label}
                  value={anchors[place as 0 | 1 | 2]}
                  options={POINTS}
                  onChoose={(name) =>
                    edited('plane.anchors', withAnchor(anchors, place as 0 | 1 | 2, name))
                  }
                />
              ))}
            {fields.includes('center') && (
              <LabelledChoice
                label="In the middle"
                value={center}
                options={POINTS}
                onChoose={(name) => edited('plane.center', name)}
              />
            )}
            {fields.includes('of') && (
              <LabelledChoice
                label="Training of"
                value={of}
                options={FOLLOWED}
                onChoose={(name) => edited('plane.of', name)}
              />
            )}
            <p className="hint">{note}</p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const ANCHORS = ['Origin', 'End of the x axis', 'Third point'] as const;
