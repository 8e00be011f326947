/** From a screen into the lab, and to networks of one's own: what the lesson claims is said of them, whether it holds or not. */
import { useMemo } from 'react';
import { figuresFresh } from '../../pipeline/documents';
import { planOfExperiment } from '../../pipeline/experiment';
import { claimsAbout, factsOf } from '../../pipeline/lessons/figures';
import { allFresh } from '../../pipeline/staleness';
import { verdictsOf, type Verdict } from '../../pipeline/verdicts';
import { isLandscape } from '../../store/landscapes';
import { useStores, useWorkspace } from '../context';
import { withNewSeeds } from '../explorer/acts';
import { aboutText } from '../explorer/price';
import { RunStrip } from '../explorer/RunStrip';
import { VerdictLine } from '../gallery/VerdictLine';
import { isComputedHere } from '../stage';
import { figuresOfAll, type Landscapes } from './landscapes';
import { show } from './lessonStores';
import type { NamedLesson } from './lessons';

interface OnwardProps {
  readonly lesson: NamedLesson;
  readonly landscapes: Landscapes;
  readonly onTake: () => void;
}

export function Onward({ lesson, landscapes, onTake }: OnwardProps) {
  const { workspace } = useStores();
  const landscape = useWorkspace((state) => state.landscape);
  const isShipped = useWorkspace(
    (state) => isLandscape(state) && !state.busy && !isComputedHere(state),
  );
  const isTrained = useWorkspace(({ experiment }) =>
    experiment.networks.some(({ file }) => file === null),
  );
  const train = () => {
    const { experiment, turnTo, startOver, train: start } = workspace.getState();
    const own = withNewSeeds(experiment);
    if (JSON.stringify(own) === JSON.stringify(experiment)) startOver();
    else {
      turnTo(own);
      start();
    }
  };
  return (
    <div className="onward">
      <div className="onward-buttons">
        <button type="button" className="button small" onClick={onTake}>
          Take it into the lab
        </button>
        {isShipped && (
          <button type="button" className="button small" onClick={train}>
            Train it here
          </button>
        )}
        {isShipped && landscape !== null && (
          <span className="hint">
            {isTrained ? 'With new seeds' : 'The networks are files, and stay as they are'},{' '}
            {aboutText(landscape.seconds)}.
          </span>
        )}
      </div>
      {!isShipped && landscape !== null && (
        <Own lesson={lesson} landscapes={landscapes} name={landscape.name} />
      )}
    </div>
  );
}

interface OwnProps extends Omit<OnwardProps, 'onTake'> {
  /** The landscape in whose place the visitor's networks stand. */
  readonly name: string;
}

/** The visitor's own networks: how far they are, then which of the claims hold for them. */
function Own({ lesson, landscapes, name }: OwnProps) {
  const stores = useStores();
  const view = useWorkspace((state) => state.view);
  const tasks = useWorkspace((state) => state.tasks);
  const experiment = useWorkspace((state) => state.experiment);
  const isDone = useMemo(() => allFresh(planOfExperiment(experiment), tasks), [experiment, tasks]);
  const verdicts = useMemo(() => {
    if (!isDone) return [];
    const figures = [...figuresFresh(experiment, tasks), ...factsOf(experiment)];
    const instead = new Map([[name, figures]]);
    return claimsAbout(lesson, name).flatMap(({ own, claim }) =>
      verdictsOf({ criteria: [claim], experiment }, figuresOfAll(own, landscapes, instead)),
    );
  }, [isDone, experiment, tasks, lesson, landscapes, name]);
  const shipped = landscapes.get(name);
  return (
    <div className="onward-own">
      <RunStrip />
      {isDone && (
        <>
          <p role="status">{outcomeText(verdicts)}</p>
          <ul className="verdicts">
            {verdicts.map((verdict) => (
              <VerdictLine key={verdict.says} verdict={verdict} />
            ))}
          </ul>
        </>
      )}
      {shipped !== undefined && (
        <button type="button" className="button small" onClick={() => show(stores, shipped, view)}>
          Back to the lesson’s networks
        </button>
      )}
    </div>
  );
}

/** How many of the claims hold for other networks. */
function outcomeText(verdicts: readonly Verdict[]): string {
  const held = verdicts.filter(({ agrees }) => agrees === true).length;
  const all = verdicts.length;
  const said = `Of what this lesson claims of such networks, ${held === all ? `all ${all}` : `${held} of ${all}`} hold for yours.`;
  return held === all
    ? said
    : `${said} Other seeds draw other networks: what is close to its bound may fall on either side.`;
}
