/** How the networks learn: how far they are, and their curves. */
import type { Experiment } from '../../pipeline/experiment';
import { Progress } from '@base-ui/react/progress';
import { settingsOf, type NetworkName } from '../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../context';
import { NETWORK_COLOURS } from '../draw/networkColours';
import { learningTables } from '../export/tables';
import { countText, lossText, percentText, timeLeftText } from '../format';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { LearningCharts } from './LearningCharts';
import { learningSource, learningText } from './learningText';
import { historyOf, useNetworks, type NetworkStage, type ShownNetwork } from './networkStages';
import { Panel } from './Panel';
import { Swatch } from './Swatch';

/** Milliseconds between two states of the bars. */
const EVERY = 100;

export function TrainingView() {
  const networks = useNetworks(EVERY);
  const now = useWorkspace((state) => state.experiment);
  const stages = networks.map(({ stage }) => stage);
  const made = madeOf(stages, now);
  return (
    <Panel
      name="training"
      title="Learning curves"
      sentence={learningText(made)}
      source={learningSource(made)}
      stages={stages}
      exportable={() =>
        learningTables(networks.map((network) => [network.name, historyOf(network)]))
      }
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <ul className="networks">
        {networks.map(({ name, stage, left }) => (
          <li key={name} className="network-line">
            {isRead(made, name) ? null : <Swatch colour={NETWORK_COLOURS[name]} />}
            <span className="network-name">{name}</span>
            <NetworkState name={name} stage={stage} left={left} read={isRead(made, name)} />
          </li>
        ))}
      </ul>
      {networks.some(({ name }) => !isRead(made, name)) && <LearningCharts />}
    </Panel>
  );
}

/** What the curves were made with, unless that was for another number of networks. */
function madeOf(stages: readonly NetworkStage[], now: Experiment): Experiment {
  const made = experimentOf(stages, now);
  return made.networks.length < stages.length ? now : made;
}

const isRead = (experiment: Experiment, name: NetworkName): boolean =>
  settingsOf(experiment, name).file !== null;

interface NetworkStateProps extends ShownNetwork {
  /** True for a network from a file. */
  readonly read: boolean;
}

function NetworkState({ name, stage, left, read }: NetworkStateProps) {
  if (stage.status !== 'running')
    return <span className="quiet">{resultText(stage, left, read)}</span>;
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

function resultText(stage: NetworkStage, left: ShownNetwork['left'], read: boolean): string {
  const value = valueOf(stage);
  if (value === null && left !== null)
    return `stopped at step ${countText(left.step)} of ${countText(left.steps)}`;
  const missing = read ? 'not read yet' : 'not trained yet';
  if (value === null) return stage.status === 'failed' ? 'failed' : missing;
  const { loss, accuracy } = value.test;
  return `${read ? 'from a file, ' : ''}test accuracy ${percentText(accuracy, 2)}, test loss ${lossText(loss)}`;
}
