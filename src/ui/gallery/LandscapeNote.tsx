/** Of the finished landscape that was opened: running it again here, how that compares, and the way back to it. */
import { useMemo } from 'react';
import { changesBetween } from '../../pipeline/changes';
import { figuresFresh } from '../../pipeline/documents';
import type { Figure } from '../../pipeline/figures';
import { shown } from '../../pipeline/state';
import { isLandscape } from '../../store/landscapes';
import { usePage, useStores, useWorkspace } from '../context';
import { aboutText } from '../explorer/price';
import { countedText, percentText, lossText, timeText } from '../format';
import { forgetTexts } from '../page';
import { isComputedHere } from '../stage';
import { EXAMPLES, exampleOf, shortName } from './examples';

export function LandscapeNote() {
  const landscape = useWorkspace((state) => state.landscape);
  const isThere = useWorkspace(isLandscape);
  if (landscape === null) return null;
  return isThere ? <RunAgain /> : <GoBack />;
}

function RunAgain() {
  const { workspace } = useStores();
  const landscape = useWorkspace((state) => state.landscape);
  const busy = useWorkspace((state) => state.busy);
  const tasks = useWorkspace((state) => state.tasks);
  const experiment = useWorkspace((state) => state.experiment);
  const engine = useWorkspace(
    ({ tasks }) => Object.values(tasks).map(shown).find(Boolean)?.recipe.engine,
  );
  const isOwn = useMemo(() => isComputedHere({ tasks, experiment }), [tasks, experiment]);
  if (landscape === null) return null;
  return (
    <section className="landscape-note" aria-label="Run it again">
      {!isOwn && (
        <p>
          These results came with Isthmus{engine === undefined ? '' : `, computed on ${engine}`}.
        </p>
      )}
      {!busy && (
        <button
          type="button"
          className="button small"
          onClick={() => workspace.getState().startOver()}
        >
          Run it again here
        </button>
      )}
      {!busy && <span className="hint">It takes {aboutText(landscape.seconds)}.</span>}
      {busy && <p className="hint">Running it again.</p>}
      {isOwn && !busy && <Comparison shipped={landscape.figures} />}
    </section>
  );
}

/** Figures that say how a run came out. */
const isHeadline = ({ name }: Figure) =>
  /^(network[AB]\.testAccuracy|\w+\.(barrierOverChord|midpointAccuracy))$/.test(name);

function Comparison({ shipped }: { readonly shipped: readonly Figure[] }) {
  const tasks = useWorkspace((state) => state.tasks);
  const experiment = useWorkspace((state) => state.experiment);
  const seconds = usePage(({ lastRun }) =>
    lastRun?.experiment === experiment ? lastRun.seconds : null,
  );
  const own = useMemo(
    () => new Map(figuresFresh(experiment, tasks).map(({ name, value }) => [name, value])),
    [experiment, tasks],
  );
  const headline = shipped.filter(isHeadline);
  return (
    <>
      <p role="status">
        {seconds !== null && `It took ${timeText(seconds)} here. `}
        {comparisonText(headline, own)}
      </p>
      <table className="numbers comparison" aria-label="Yours and shipped">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Figure</span>
            </th>
            <th scope="col">Yours</th>
            <th scope="col">Shipped</th>
          </tr>
        </thead>
        <tbody>
          {headline.map((figure) => (
            <tr key={figure.name}>
              <th scope="row">{figure.label}</th>
              <td>{figureText(figure, own.get(figure.name))}</td>
              <td>{figureText(figure, figure.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Points of accuracy between two engines that are no surprise. */
const USUAL = 0.03;

/** How far a run came out otherwise than what was shipped. */
function comparisonText(shipped: readonly Figure[], own: ReadonlyMap<string, number>): string {
  if (shipped.every(({ name, value }) => own.get(name) === value))
    return 'Yours came out the same to the last digit.';
  const shares = shipped.filter(({ kind }) => kind === 'share');
  const most = Math.max(
    0,
    ...shares.map(({ name, value }) => Math.abs((own.get(name) ?? value) - value)),
  );
  return most > USUAL
    ? `Yours differ, accuracies by up to ${percentText(most, 0)}: another engine or processor rounds otherwise, and this training magnifies that by much, so one seed tells little here.`
    : 'Yours differ as far as another engine or processor rounds otherwise, which training magnifies.';
}

const figureText = ({ kind }: Figure, value: number | undefined) =>
  value === undefined ? '–' : kind === 'share' ? percentText(value) : lossText(value);

function GoBack() {
  const { workspace, page } = useStores();
  const landscape = useWorkspace((state) => state.landscape);
  const experiment = useWorkspace((state) => state.experiment);
  const preset = useWorkspace((state) => state.preset);
  const isAnother = useMemo(
    () => preset !== 'custom' || exampleOf(experiment) !== null,
    [preset, experiment],
  );
  // Who chose something else has not lost the way.
  if (landscape === null || isAnother) return null;
  const example = EXAMPLES.find(({ name }) => name === landscape.name);
  const changes = changesBetween(landscape.experiment, experiment);
  return (
    <section className="landscape-note" aria-label="Left the landscape">
      <p>
        You left {example === undefined ? landscape.name : shortName(example)}:{' '}
        {countedText(changes, 'change')}.
      </p>
      <button
        type="button"
        className="button small"
        onClick={() => {
          forgetTexts(page);
          workspace.getState().turnTo(landscape.experiment);
        }}
      >
        Go back
      </button>
    </section>
  );
}
