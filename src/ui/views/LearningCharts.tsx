/** Training loss and test accuracy of every network by step, live. */
import type { Experiment } from '../../pipeline/experiment';
import { CATALOG } from '../../data/catalog';
import { NETWORK_NAMES, type NetworkName } from '../../pipeline/kinds/pair/experiment';
import type { TrainingProgress } from '../../jobs/jobs';
import { useWorkspace } from '../context';
import { smooth } from '../draw/curvePath';
import { NETWORK_LOOKS } from '../draw/networkLooks';
import { experimentOf } from '../stage';
import { unitText } from '../units';
import { historyOf, useNetworks } from './networkStages';
import { ScoreChart, type ScoreCurve } from './ScoreChart';

/** How much of the average remains after a new loss. */
const SMOOTHING = 0.6;

/** Milliseconds between two pictures of curves that grow. */
const EVERY = 200;

export function LearningCharts() {
  const networks = useNetworks(EVERY);
  const now = useWorkspace((state) => state.experiment);
  const histories = networks.map(historyOf);
  const known = Math.max(0, ...histories.map((history) => history?.steps ?? 0));
  const across = [0, known > 0 ? known : stepsOf(now)] as const;
  const made = experimentOf(
    networks.map(({ stage }) => stage),
    now,
  );
  const curves = (read: (history: TrainingProgress) => ScoreCurve['samples']) =>
    networks.map(({ name, stage }, i) => {
      const history = histories[i] ?? null;
      const samples = history === null ? [] : read(history);
      const begins = forkOf(experimentOf([stage], now), name);
      // What comes before the fork is A's.
      return { name, ...NETWORK_LOOKS[name], samples: samples.filter(({ x }) => x >= begins) };
    });
  return (
    <div className="twin-charts">
      <ScoreChart
        title={`Training loss, ${unitText(made)}, smoothed, by step`}
        measure="loss"
        counts="step"
        across={across}
        curves={curves(({ losses }) =>
          smooth(
            losses.map(({ step, loss: y }) => ({ x: step, y })),
            SMOOTHING,
          ),
        )}
      />
      <ScoreChart
        title="Test accuracy by step"
        measure="accuracy"
        counts="step"
        across={across}
        dots
        curves={curves(({ tests }) =>
          tests.map(({ step, accuracy }) => ({ x: step, y: accuracy })),
        )}
      />
    </div>
  );
}

/** The step at which a network begins. */
const forkOf = ({ networks }: Experiment, name: NetworkName): number =>
  networks[NETWORK_NAMES.indexOf(name)]?.fork ?? 0;

/** Steps that a training with these settings takes. */
function stepsOf({ dataset, training }: Experiment): number {
  return Math.ceil(CATALOG[dataset].trainCount / training.batch) * training.epochs;
}
