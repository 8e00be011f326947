/** How A and B learn: training loss and test accuracy by step, live. */
import { Progress } from '@base-ui/react/progress';
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import type { Stage } from '../../store/state';
import { useIsthmus } from '../context';
import { smooth } from '../draw/curve';
import { lossText, percentText, timeLeftText } from '../format';
import { progressOf, resultOf, valueOf } from '../stage';
import { Panel } from './Panel';
import { StepChart, type StepCurve } from './StepChart';
import { Swatch } from './Swatch';

type NetworkStage = Stage<TrainedNetwork, TrainingProgress>;

const NETWORKS = [
  { name: 'A', colour: 'var(--network-a)', dash: '' },
  { name: 'B', colour: 'var(--network-b)', dash: '5 2.5' },
] as const;

/** The history to draw: of what runs, else of the last result. */
function historyOf(stage: NetworkStage): TrainingProgress | null {
  return progressOf(stage) ?? valueOf(stage)?.history ?? null;
}

export function TrainingView() {
  const a = useIsthmus(({ stages }) => stages.networkA);
  const b = useIsthmus(({ stages }) => stages.networkB);
  const loss = useIsthmus(({ experiment }) => experiment.loss);
  const stages = [a, b];
  const histories = stages.map(historyOf);
  const steps = Math.max(1, ...histories.map((history) => history?.steps ?? 0));
  const curves = (read: (history: TrainingProgress) => StepCurve['samples']) =>
    NETWORKS.map(({ name, colour, dash }, i) => {
      const history = histories[i] ?? null;
      return { name, colour, dash, samples: history === null ? [] : read(history) };
    });
  return (
    <Panel
      name="training"
      title="Learning curves"
      sentence="A and B learn the same images from different random weights and in a different order; both end equally good."
      source="Set-up of Benzing et al. 2022, Sec. 3.1; AdamW of Loshchilov and Hutter 2019"
      stages={stages}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <ul className="networks">
        {NETWORKS.map(({ name, colour, dash }, i) => (
          <NetworkLine key={name} {...{ name, colour, dash }} stage={stages[i]!} />
        ))}
      </ul>
      <div className="twin-charts">
        <StepChart
          title={`Training loss, ${loss === 'mse' ? 'mean squared error' : 'nats'}, smoothed`}
          steps={steps}
          from={0}
          text={lossTick}
          curves={curves(({ losses }) =>
            smooth(
              losses.map(({ step, loss: y }) => ({ x: step, y })),
              0.6,
            ),
          )}
        />
        <StepChart
          title="Test accuracy"
          steps={steps}
          to={1}
          text={(share) => percentText(share, 0)}
          dots
          curves={curves(({ tests }) =>
            tests.map(({ step, accuracy }) => ({ x: step, y: accuracy })),
          )}
        />
      </div>
    </Panel>
  );
}

const lossTick = (loss: number) => lossText(loss).replace(/(\.\d)\d+$/, '$1');

interface NetworkLineProps {
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
  readonly stage: NetworkStage;
}

function NetworkLine({ name, colour, dash, stage }: NetworkLineProps) {
  const progress = progressOf(stage);
  const value = valueOf(stage);
  const running = stage.status === 'running';
  return (
    <li className="network-line">
      <Swatch colour={colour} dash={dash} />
      <span className="network-name">{name}</span>
      {running ? (
        <>
          <Progress.Root
            className="network-progress"
            aria-label={`Network ${name}`}
            value={progress === null ? 0 : (100 * progress.step) / progress.steps}
          >
            <Progress.Track className="bar-track">
              <Progress.Indicator className="bar" />
            </Progress.Track>
          </Progress.Root>
          <span className="quiet">
            {progress === null
              ? 'waiting'
              : `${percentText(progress.step / progress.steps, 0)}, ${timeLeftText(progress.secondsLeft)} left`}
          </span>
        </>
      ) : (
        <span className="quiet">{resultText(stage, value)}</span>
      )}
    </li>
  );
}

function resultText(stage: NetworkStage, value: TrainedNetwork | null): string {
  if (stage.status === 'failed' && value === null) return 'failed';
  if (value === null) return 'not trained yet';
  const { loss, accuracy } = value.test;
  return `test accuracy ${percentText(accuracy, 2)}, test loss ${lossText(loss)}`;
}
