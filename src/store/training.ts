/** Trains the networks that are wanted at one time: as one stack on a GPU, else each by itself on a free worker. */
import { interrupted, type Pool, type PoolRunOptions } from '../client/pool';
import type {
  Checkpoint,
  DescentReport,
  JobMap,
  JustTrained,
  Snapshot,
  TrainedNetwork,
  TrainingProgress,
} from '../jobs/jobs';
import { messageToError } from '../jobs/protocol';

type Request = JobMap['train']['request'];

/** One network, and what all that train side by side have in common. */
export interface NetworkRequest {
  /** For notices: `A`. */
  readonly name: string;
  readonly settings: Omit<Request, 'networks'>;
  readonly seeds: Omit<Request['networks'][number], 'from'>;
  /** Steps at which other networks begin. */
  readonly forks: readonly number[];
  /** Where it begins itself; null at its initialisation. */
  readonly from: Checkpoint | null;
}

/** What would go on from a checkpoint, in words for a notice. */
export const goesOn = (what: string, from: Checkpoint | null): string | null =>
  from === null ? null : `${what} goes on from step ${from.step}`;

/** @throws DivergedError, or what keeps every network from being trained */
export type Train = (
  request: NetworkRequest,
  onProgress: (progress: TrainingProgress) => void,
) => Promise<TrainedNetwork>;

interface Wanted extends Omit<NetworkRequest, 'from'> {
  readonly onProgress: (progress: TrainingProgress) => void;
  readonly resolve: (network: TrainedNetwork) => void;
  readonly reject: (error: unknown) => void;
  from: Checkpoint | null;
  /** What it kept, by step: the weights, and where others begin. */
  readonly snapshots: Map<number, Snapshot>;
  readonly begun: Map<number, Checkpoint>;
  /** Attempts that were interrupted since its last checkpoint. */
  interruptions: number;
  /** It is trained, or never will be. */
  ended: boolean;
}

type Group = [Wanted, ...Wanted[]];

const ATTEMPTS = 3;

/** @param pool its engine is asked for when networks begin, which they do again after it was lost */
export function trainingOn(
  pool: Pick<Pool, 'run' | 'stacks'>,
  options: Pick<PoolRunOptions<'train'>, 'signal' | 'priority'>,
): Train {
  let wanted: Wanted[] = [];

  const want = (network: Wanted) => {
    wanted.push(network);
    // After all that is wanted at this moment.
    if (wanted.length === 1) setTimeout(begin, 0);
  };

  const begin = () => {
    const groups = pool.stacks ? alike(wanted) : wanted.map((network): Group => [network]);
    wanted = [];
    for (const group of groups) void attempt(group);
  };

  const fail = (network: Wanted, error: unknown) => {
    network.ended = true;
    network.reject(error);
  };

  const told = (network: Wanted, { history, checkpoint, kept, diverged }: DescentReport) => {
    if (diverged !== null) {
      fail(network, messageToError(diverged));
      return;
    }
    if (checkpoint !== null) {
      if (kept) keep(network, checkpoint);
      network.from = checkpoint;
      network.interruptions = 0;
    }
    network.onProgress(history);
  };

  const attempt = async ([first, ...others]: Group) => {
    const group = [first, ...others];
    const names = group.map(({ name }) => name).join(' and ');
    const networks = group.map(({ seeds, from }) => ({ ...seeds, from }));
    try {
      const outcomes = await pool.run(
        'train',
        { ...first.settings, networks },
        {
          ...options,
          once: true,
          standing: () => goesOn(`training of ${names}`, first.from),
          onProgress: (report) => told(group[report.network] ?? first, report),
        },
      );
      group.forEach((network, m) => {
        const outcome = outcomes[m];
        if (outcome?.status === 'trained') network.resolve(withKept(network, outcome.network));
        else if (outcome !== undefined) fail(network, messageToError(outcome.error));
      });
    } catch (error) {
      for (const network of group)
        if (!interrupted(error) || ++network.interruptions === ATTEMPTS) fail(network, error);
        else if (!network.ended) want(network);
    }
  };

  return (request, onProgress) =>
    new Promise((resolve, reject) =>
      want({
        ...request,
        ...{ onProgress, resolve, reject },
        ...{ snapshots: new Map(), begun: new Map(), interruptions: 0, ended: false },
      }),
    );
}

function keep({ snapshots, begun, forks }: Wanted, checkpoint: Checkpoint): void {
  const { step, points } = checkpoint;
  const [weights] = points;
  if (weights !== undefined) snapshots.set(step, { step, weights });
  if (forks.includes(step)) begun.set(step, checkpoint);
}

/** A network with what was told on the way, the initialisation included. */
function withKept({ snapshots, begun }: Wanted, network: JustTrained): TrainedNetwork {
  return {
    ...network,
    snapshots: [...snapshots.values()].sort((one, other) => one.step - other.step),
    forks: [...begun.values()],
  };
}

/** Networks that can train as one stack: of the same settings, at the same step. */
function alike(networks: readonly Wanted[]): Group[] {
  const groups = new Map<string, Group>();
  for (const network of networks) {
    const key = JSON.stringify([network.settings, network.from?.step ?? 0]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [network]);
    else group.push(network);
  }
  return [...groups.values()];
}
