/** The ready experiments, the button that trains and stops, and the one line that says what happens. */
import { useId, useMemo } from 'react';
import { PRESETS, type PresetId } from '../../pipeline/kinds/pair/presets';
import { useWorkspace, useStores } from '../context';
import { NetworkFiles } from '../document/NetworkFiles';
import { exampleOf } from '../gallery/examples';
import { forgetTexts } from '../page';
import { Choice, type Option } from './Choice';
import { ProgressStatus } from './ProgressStatus';
import { RunButtons } from './RunButtons';
import { RunNote } from './RunNote';
import { UndoButtons } from './UndoButtons';

type PresetOrCustom = PresetId | 'custom';
const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];

export function RunBar() {
  const statusId = useId();
  return (
    <div className="run">
      <PresetChoice />
      <NetworkFiles />
      <RunButtons status={statusId} />
      <ProgressStatus id={statusId} />
      <RunNote />
    </div>
  );
}

function PresetChoice() {
  const { workspace, page } = useStores();
  const preset = useWorkspace((state) => state.preset);
  const experiment = useWorkspace((state) => state.experiment);
  const known = useMemo(() => exampleOf(experiment)?.example ?? null, [experiment]);
  const ready = PRESET_IDS.map((id) => ({ value: id, label: PRESETS[id].title }));
  const options: readonly Option<PresetOrCustom>[] =
    preset === 'custom' ? [...ready, { value: preset, label: known?.title ?? 'Custom' }] : ready;
  return (
    <div className="preset">
      <span className="preset-label" aria-hidden="true">
        Experiment
      </span>
      <Choice<PresetOrCustom>
        label="Preset"
        className="choice-large"
        value={preset}
        options={options}
        onChoose={(chosen) => {
          if (chosen === 'custom') return;
          forgetTexts(page);
          workspace.getState().choosePreset(chosen);
        }}
      />
      <p className="hint">
        {preset === 'custom'
          ? (known?.source ?? 'The settings below, and in the address.')
          : PRESETS[preset].note}
      </p>
      <UndoButtons />
    </div>
  );
}
