/** How A and B learn: how far they are, and their curves. */
import { Progress } from '@base-ui/react/progress';
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import type { Stage } from '../../store/state';
import { useIsthmus } from '../context';
import { lossText, percentText, timeLeftText } from '../format';
import { useThrottled } from '../hooks';
import { progressOf, resultOf, valueOf } from '../stage';
import { LearningCharts, NETWORKS } from './LearningCharts';
import { Panel } from './Panel';
import { Swatch } from './Swatch';

type NetworkStage = Stage<TrainedNetwork, TrainingProgress>;

/** Milliseconds between two states of the bars. */
const EVERY = 100;

export function TrainingView() {
  const networkA = useThrottled(
    useIsthmus(({ stages }) => stages.networkA),
    EVERY,
  );
  const networkB = useThrottled(
    useIsthmus(({ stages }) => stages.networkB),
    EVERY,
  );
  const stages = { networkA, networkB };
  return (
    <Panel
      name="training"
      title="Learning curves"
      sentence="A and B learn the same images, from different random weights and in a different order."
      source="Set-up of Benzing et al. 2022, Sec. 3.1; AdamW of Loshchilov and Hutter 2019"
      stages={[networkA, networkB]}
      recipe={(resultOf(networkA) ?? resultOf(networkB))?.recipe ?? null}
    >
      <ul className="networks">
        {NETWORKS.map(({ name, stage, colour, dash }) => (
          <li key={name} className="network-line">
            <Swatch colour={colour} dash={dash} />
            <span className="network-name">{name}</span>
            <NetworkState name={name} stage={stages[stage]} />
          </li>
        ))}
      </ul>
      <LearningCharts />
    </Panel>
  );
}

interface NetworkStateProps {
  readonly name: string;
  readonly stage: NetworkStage;
}

function NetworkState({ name, stage }: NetworkStateProps) {
  if (stage.status !== 'running') return <span className="quiet">{resultText(stage)}</span>;
  const progress = progressOf(stage);
  const share = progress === null ? 0 : progress.step / progress.steps;
  return (
    <>
      <Progress.Root
        className="network-progress"
        aria-label={`Network ${name}`}
        value={100 * share}
      >
        <Progress.Track className="bar-track">
          <Progress.Indicator className="bar" />
        </Progress.Track>
      </Progress.Root>
      <span className="quiet">
        {progress === null
          ? 'waiting'
          : percentText(share, 0) +
            (Number.isFinite(progress.secondsLeft)
              ? `, ${timeLeftText(progress.secondsLeft)} left`
              : '')}
      </span>
    </>
  );
}

function resultText(stage: NetworkStage): string {
  const value = valueOf(stage);
  if (value === null) return stage.status === 'failed' ? 'failed' : 'not trained yet';
  const { loss, accuracy } = value.test;
  return `test accuracy ${percentText(accuracy, 2)}, test loss ${lossText(loss)}`;
}
