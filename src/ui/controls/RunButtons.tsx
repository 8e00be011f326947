/** The button that trains and stops. */
import { Button } from '@base-ui/react/button';
import { planOfExperiment } from '../../pipeline/experiment';
import { allFresh } from '../../pipeline/staleness';
import { dataStateOf } from '../../store/datasets';
import { resumes } from '../../store/runs';
import { usePage, useStores, useWorkspace } from '../context';
import { firstRefused, type SectionName } from '../page';
import { FILES_ID, settingId } from './ids';

export function RunButtons({ status }: { readonly status: string }) {
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
      dataStateOf(session.getState().datasets, workspace.getState().experiment).status === 'missing'
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
    page.setState(({ open }) => ({ place: 'lab', open: { ...open, [section]: true } }));
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
