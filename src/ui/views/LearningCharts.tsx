/** Training loss and test accuracy of every network by step, live. */
import type { Experiment } from '../../pipeline/experiment';
import { entryOf } from '../../data/named';
import { NETWORK_NAMES, type NetworkName } from '../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../context';
import { smooth } from '../draw/curvePath';
import { NETWORK_COLOURS } from '../draw/networkColours';
import { experimentOf } from '../stage';
import { unitText } from '../units';
import { AsTable } from './AsTable';
import { historyOf, useNetworks } from './networkStages';
import { ScoreChart } from './ScoreChart';
import { ScoreTable } from './ScoreTable';

/** How much of the average remains after a new loss. */
const SMOOTHING = 0.6;

/** Milliseconds between two pictures of curves that grow. */
const EVERY = 200;

/** @param table true where there is room for one */
export function LearningCharts({ table = true }: { readonly table?: boolean }) {
  const networks = useNetworks(EVERY);
  const now = useWorkspace((state) => state.experiment);
  const histories = networks.map(historyOf);
  const known = Math.max(0, ...histories.map((history) => history?.steps ?? 0));
  const across = [0, known > 0 ? known : stepsOf(now)] as const;
  const made = experimentOf(
    networks.map(({ stage }) => stage),
    now,
  );
  const drawn = networks.flatMap(({ name, stage }, i) => {
    const history = histories[i] ?? null;
    if (history === null) return [];
    // What comes before the fork is A's.
    const begins = forkOf(experimentOf([stage], now), name);
    const losses = smooth(
      history.losses.map(({ step, loss }) => ({ x: step, y: loss })),
      SMOOTHING,
    );
    return {
      look: { name, short: name, colour: NETWORK_COLOURS[name] },
      losses: losses.filter(({ x }) => x >= begins),
      tests: history.tests.filter(({ step }) => step >= begins),
    };
  });
  return (
    <>
      <div className="twin-charts">
        <ScoreChart
          title={`Training loss, ${unitText(made)}, smoothed, by step`}
          measure="loss"
          counts="step"
          across={across}
          curves={drawn.map(({ look, losses }) => ({ ...look, samples: losses }))}
        />
        <ScoreChart
          title="Test accuracy by step"
          measure="accuracy"
          counts="step"
          across={across}
          dots
          curves={drawn.map(({ look, tests }) => ({
            ...look,
            samples: tests.map(({ step, accuracy }) => ({ x: step, y: accuracy })),
          }))}
        />
      </div>
      {table && drawn.length > 0 && (
        <AsTable label="Test loss and accuracy by step">
          {() => (
            <ScoreTable
              curves={drawn.map(({ look, tests }) => ({
                ...look,
                points: tests.map(({ step, ...score }) => ({ x: step, ...score })),
              }))}
              counts="step"
            />
          )}
        </AsTable>
      )}
    </>
  );
}

/** The step at which a network begins. */
const forkOf = ({ networks }: Experiment, name: NetworkName): number =>
  networks[NETWORK_NAMES.indexOf(name)]?.fork ?? 0;

/** Steps that a training with these settings takes. */
function stepsOf(experiment: Experiment): number {
  const { batch, epochs } = experiment.training;
  return Math.ceil(entryOf(experiment).trainCount / batch) * epochs;
}
