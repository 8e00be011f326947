/** How the plane is drawn, and of which images and points it is. */
import { memo } from 'react';
import { Popover } from '@base-ui/react/popover';
import { POINT_NAMES, type Experiment } from '../../jobs/experiment';
import { useIsthmus, useStores } from '../context';
import { Choice } from '../controls/Choice';
import { Icon } from '../controls/Icon';
import { Switcher } from '../controls/Switcher';
import { withAnchor } from '../controls/anchors';
import { pointText } from '../format';
import { editAt } from '../settings';

const MEASURES = [
  { value: 'loss', label: 'Loss' },
  { value: 'accuracy', label: 'Accuracy' },
] as const;
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
] as const;
const SPLITS = [
  { value: 'test', label: 'Test' },
  { value: 'train', label: 'Train' },
] as const;

/** Loss or accuracy, for every picture that can show both. */
export function MeasureSwitch() {
  const { isthmus } = useStores();
  const measure = useIsthmus(({ view }) => view.measure);
  return (
    <Switcher
      label="Measure"
      value={measure}
      options={MEASURES}
      onChoose={(chosen) => isthmus.getState().look({ measure: chosen })}
    />
  );
}

export const PlaneTools = memo(function PlaneTools() {
  const { isthmus } = useStores();
  const measure = useIsthmus(({ view }) => view.measure);
  const scale = useIsthmus(({ view }) => view.scale);
  const split = useIsthmus(({ experiment }) => experiment.evaluation.split);
  return (
    <>
      <MeasureSwitch />
      <Switcher
        label="Scale of the colours"
        value={measure === 'loss' ? scale : 'linear'}
        options={SCALES}
        onChoose={(chosen) => isthmus.getState().look({ scale: chosen })}
        disabled={measure !== 'loss'}
      />
      <Switcher
        label="Images"
        value={split}
        options={SPLITS}
        onChoose={(chosen) => {
          const { experiment, edit, update } = isthmus.getState();
          const edited = editAt(experiment, 'evaluation.split', chosen);
          if (edited.experiment === null) return;
          edit(edited.experiment);
          update();
        }}
      />
      <AnchorsButton />
    </>
  );
});

type Anchors = Experiment['plane']['anchors'];

function AnchorsButton() {
  const { isthmus } = useStores();
  const anchors = useIsthmus(({ experiment }) => experiment.plane.anchors);
  const choose = (next: Anchors) => {
    const { experiment, edit, update } = isthmus.getState();
    edit({ ...experiment, plane: { ...experiment.plane, anchors: next } });
    update();
  };
  return (
    <Popover.Root>
      <Popover.Trigger className="button small">
        Through {anchors.map(pointText).join(', ')}
        <Icon name="chevron" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className="popup card">
            <Popover.Title className="card-title">The plane goes through</Popover.Title>
            {(['Origin', 'End of the x axis', 'Third point'] as const).map((label, place) => (
              <div className="setting" key={label}>
                <span className="setting-label" aria-hidden="true">
                  {label}
                </span>
                <Choice
                  label={label}
                  value={anchors[place as 0 | 1 | 2]}
                  options={POINT_NAMES.map((name) => ({ value: name, label: pointText(name) }))}
                  onChoose={(name) => choose(withAnchor(anchors, place as 0 | 1 | 2, name))}
                />
              </div>
            ))}
            <p className="hint">
              A₀ and B₀ are the networks before training; the control and the bend are the middle of
              the trained curves.
            </p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
