/** The ready experiments, Train and Cancel, and the one line that says what happens. */
import { Button } from '@base-ui/react/button';
import { PRESETS, type PresetId } from '../../jobs/presets';
import { useIsthmus, usePage, useStores } from '../context';
import { NetworkFiles } from '../document/NetworkFiles';
import { firstRefused, forgetTexts, type SectionName } from '../page';
import { FILES_ID } from './BroughtFiles';
import { Choice, type Option } from './Choice';
import { ProgressStatus } from './ProgressStatus';
import { settingId } from './Setting';

type PresetOrCustom = PresetId | 'custom';
const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];

export function RunBar() {
  return (
    <div className="run">
      <PresetChoice />
      <NetworkFiles />
      <RunButtons />
      <ProgressStatus />
    </div>
  );
}

function PresetChoice() {
  const { isthmus, page } = useStores();
  const preset = useIsthmus((state) => state.preset);
  const ready = PRESET_IDS.map((id) => ({ value: id, label: PRESETS[id].title }));
  const options: readonly Option<PresetOrCustom>[] =
    preset === 'custom' ? [...ready, { value: preset, label: 'Custom' }] : ready;
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
          isthmus.getState().choosePreset(chosen);
        }}
      />
      <p className="hint">
        {preset === 'custom' ? 'The settings below, and in the address.' : PRESETS[preset].note}
      </p>
    </div>
  );
}

function RunButtons() {
  const { isthmus, page } = useStores();
  const busy = useIsthmus((state) => state.busy);
  const untrained = useIsthmus(({ experiment }) =>
    experiment.networks.some(({ file }) => file === null),
  );
  const wrong = usePage(({ refused }) => firstRefused(refused)?.path ?? null);
  const train = () => {
    const refused = firstRefused(page.getState().refused);
    if (refused !== null) turnTo(refused.section, settingId(refused.path));
    else if (isthmus.getState().data.status === 'missing') turnTo('data', FILES_ID);
    else isthmus.getState().train();
  };
  /** To what stands in the way. */
  const turnTo = (section: SectionName, id: string) => {
    page.setState(({ open }) => ({ open: { ...open, [section]: true } }));
    // The section has to be open before its field can take the focus.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  return (
    <div className="run-buttons">
      <Button
        className={busy ? 'button' : 'button primary'}
        onClick={train}
        aria-describedby={wrong === null ? undefined : 'progress'}
      >
        {untrained ? 'Train' : 'Explore'}
      </Button>
      <Button
        className="button"
        onClick={() => isthmus.getState().cancel()}
        disabled={!busy}
        focusableWhenDisabled
      >
        Cancel
      </Button>
    </div>
  );
}
