/** The ready experiments, the button that trains and stops, and the one line that says what happens. */
import { useId } from 'react';
import { planOfExperiment } from '../../pipeline/experiment';
import { dataStateOf } from '../../store/datasets';
import { allFresh } from '../../pipeline/staleness';
import { resumes, runsOther } from '../../store/runs';
import { Button } from '@base-ui/react/button';
import { PRESETS, type PresetId } from '../../pipeline/kinds/pair/presets';
import { useWorkspace, usePage, useStores } from '../context';
import { NetworkFiles } from '../document/NetworkFiles';
import { firstRefused, forgetTexts, type SectionName } from '../page';
import { FILES_ID } from './DatasetFiles';
import { Choice, type Option } from './Choice';
import { ProgressStatus } from './ProgressStatus';
import { settingId } from './Setting';

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
          workspace.getState().choosePreset(chosen);
        }}
      />
      <p className="hint">
        {preset === 'custom' ? 'The settings below, and in the address.' : PRESETS[preset].note}
      </p>
      <Undo />
    </div>
  );
}

/** Goes back from a chosen experiment to the one before, whose results come back. */
function Undo() {
  const { workspace, page } = useStores();
  // Edits, or the browser’s way back, may have led there already.
  const away = useWorkspace(
    ({ before, experiment }) =>
      before !== null && JSON.stringify(before) !== JSON.stringify(experiment),
  );
  if (!away) return null;
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        forgetTexts(page);
        workspace.getState().undo();
      }}
    >
      Undo: back to the experiment before
    </button>
  );
}

function RunButtons({ status }: { readonly status: string }) {
  const { session, workspace, page } = useStores();
  const busy = useWorkspace((state) => state.busy);
  const resumable = useWorkspace(resumes);
  const untrained = useWorkspace(({ experiment }) =>
    experiment.networks.some(({ file }) => file === null),
  );
  const wrong = usePage(({ refused }) => firstRefused(refused)?.path ?? null);
  const begin = (run: () => void) => {
    const refused = firstRefused(page.getState().refused);
    if (refused !== null) turnTo(refused.section, settingId(refused.path));
    else if (
      dataStateOf(session.getState().datasets, workspace.getState().experiment.dataset).status ===
      'missing'
    )
      turnTo('data', FILES_ID);
    else run();
  };
  const train = () => {
    const state = workspace.getState();
    if (allFresh(planOfExperiment(state.experiment), state.tasks))
      page.setState({ upToDate: state.experiment });
    else state.train();
  };
  /** To what stands in the way. */
  const turnTo = (section: SectionName, id: string) => {
    page.setState(({ open }) => ({ open: { ...open, [section]: true } }));
    // The section has to be open before its field can take the focus.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  const start = resumable ? 'Go on' : untrained ? 'Train' : 'Explore';
  return (
    <div className="run-buttons">
      <Button
        className={busy ? 'button' : 'button primary'}
        // One button starts and stops: the second click of a double click, or a key held down, is no second wish.
        onClick={({ detail }) => {
          if (detail > 1) return;
          if (busy) workspace.getState().stop();
          else begin(train);
        }}
        onKeyDown={(event) => {
          if (event.repeat && event.key === 'Enter') event.preventDefault();
        }}
        aria-describedby={wrong === null ? undefined : status}
      >
        {busy ? 'Stop' : start}
      </Button>
      {resumable && (
        <Button className="button" onClick={() => begin(() => workspace.getState().startOver())}>
          Start over
        </Button>
      )}
    </div>
  );
}

/** What Train, or an edit during a run, does not do by itself, and a button that does. */
function RunNote() {
  const { workspace } = useStores();
  const other = useWorkspace(runsOther);
  const experiment = useWorkspace((state) => state.experiment);
  const upToDate = usePage((page) => page.upToDate);
  const busy = useWorkspace((state) => state.busy);
  const nothingLeft = !busy && upToDate === experiment;
  return (
    <div className="run-note" role="status" aria-label="Note on the run">
      {other && (
        <>
          <p className="hint">The run still computes the settings of before.</p>
          <button
            type="button"
            className="button small"
            onClick={() => workspace.getState().train()}
          >
            Start over with these
          </button>
        </>
      )}
      {nothingLeft && (
        <>
          <p className="hint">
            Everything is up to date with the settings, so there is nothing to compute.
          </p>
          <button
            type="button"
            className="button small"
            onClick={() => workspace.getState().startOver()}
          >
            Compute all again
          </button>
        </>
      )}
    </div>
  );
}
