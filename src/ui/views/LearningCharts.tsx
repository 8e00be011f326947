/** Training loss and test accuracy of A and B by step, live. */
import { CATALOG } from '../../data/catalog';
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import type { Experiment, Stage } from '../../store/state';
import { useIsthmus } from '../context';
import { smooth } from '../draw/curve';
import { lossText, percentText } from '../format';
import { useThrottled } from '../hooks';
import { experimentOf, progressOf, valueOf } from '../stage';
import { unitText } from '../units';
import { StepChart, type StepCurve } from './StepChart';

/** How the two networks are drawn. */
export const NETWORKS = [
  { name: 'A', stage: 'networkA', colour: 'var(--network-a)', dash: '' },
  { name: 'B', stage: 'networkB', colour: 'var(--network-b)', dash: '5 2.5' },
] as const;

/** How much of the average a new loss leaves standing. */
const SMOOTHING = 0.6;

/** Milliseconds between two pictures of curves that grow. */
const EVERY = 200;

/** The history to draw: of what runs, else of the last result. */
export function historyOf(stage: Stage<TrainedNetwork, TrainingProgress>): TrainingProgress | null {
  return progressOf(stage) ?? valueOf(stage)?.history ?? null;
}

export function LearningCharts() {
  const a = useThrottled(
    useIsthmus(({ stages }) => stages.networkA),
    EVERY,
  );
  const b = useThrottled(
    useIsthmus(({ stages }) => stages.networkB),
    EVERY,
  );
  const now = useIsthmus((state) => state.experiment);
  const histories = { networkA: historyOf(a), networkB: historyOf(b) };
  const known = Math.max(histories.networkA?.steps ?? 0, histories.networkB?.steps ?? 0);
  const steps = known > 0 ? known : stepsOf(now);
  const curves = (read: (history: TrainingProgress) => StepCurve['samples']) =>
    NETWORKS.map(({ name, stage, colour, dash }) => {
      const history = histories[stage];
      return { name, colour, dash, samples: history === null ? [] : read(history) };
    });
  return (
    <div className="twin-charts">
      <StepChart
        title={`Training loss, ${unitText(experimentOf([a, b], now))}, smoothed, by step`}
        steps={steps}
        from={0}
        text={lossTick}
        curves={curves(({ losses }) =>
          smooth(
            losses.map(({ step, loss: y }) => ({ x: step, y })),
            SMOOTHING,
          ),
        )}
      />
      <StepChart
        title="Test accuracy by step"
        steps={steps}
        to={1}
        text={(share) => percentText(share, 0)}
        dots
        curves={curves(({ tests }) =>
          tests.map(({ step, accuracy }) => ({ x: step, y: accuracy })),
        )}
      />
    </div>
  );
}

/** Steps that a training with these settings takes. */
function stepsOf({ dataset, training }: Experiment): number {
  return Math.ceil(CATALOG[dataset].trainCount / training.batch) * training.epochs;
}

const lossTick = (loss: number) => lossText(loss).replace(/(\.\d)\d+$/, '$1');
