/** Trains the networks that are wanted at one time: as one stack on a GPU, else each by itself on a free worker. */
import { interrupted, type Pool } from '../../client/workerPool';
import type {
  Checkpoint,
  DescentReport,
  JobMap,
  JustTrained,
  Snapshot,
  TrainedNetwork,
  TrainingProgress,
} from '../../jobs/jobs';
import { messageToError, ofNetwork } from '../../jobs/protocol';
import type { TrainingCheckpoint } from './types';

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
  /** What an earlier training of the same network left, in place of `from`; null where there was none. */
  readonly resume: TrainingCheckpoint | null;
}

export interface TrainOptions {
  readonly signal: AbortSignal;
  onProgress(progress: TrainingProgress): void;
  /** Called with every checkpoint that the training could resume from. */
  onCheckpoint(checkpoint: TrainingCheckpoint): void;
}

/** What would resume from a checkpoint, in words for a notice. */
export const resumeNoteFrom = (
  what: string,
  from: Pick<Checkpoint, 'step'> | null,
): string | null => (from === null ? null : `${what} goes on from step ${from.step}`);

/** @throws DivergedError, or what keeps every network from being trained */
export type Train = (request: NetworkRequest, options: TrainOptions) => Promise<TrainedNetwork>;

interface Wanted extends Omit<NetworkRequest, 'from' | 'resume'>, TrainOptions {
  readonly resolve: (network: TrainedNetwork) => void;
  readonly reject: (error: unknown) => void;
  from: Checkpoint | null;
  /** What it kept, by step: the weights, and where others begin. */
  readonly snapshots: Map<number, Snapshot>;
  readonly origins: Map<number, Checkpoint>;
  /** Attempts that were interrupted since its last checkpoint. */
  interruptions: number;
  /** It is trained, or never will be. */
  ended: boolean;
}

type Group = [Wanted, ...Wanted[]];

const ATTEMPTS = 3;

/** Before all other jobs of an experiment, which need its networks. */
const PRIORITY = 0;

/** @param pool its engine is asked for when networks begin, which they do again after it was lost */
export function trainingOn(pool: Pick<Pool, 'run' | 'stacks'>): Train {
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

  const report = (network: Wanted, { history, checkpoint, kept, diverged }: DescentReport) => {
    if (diverged !== null) {
      fail(network, messageToError(ofNetwork(diverged, network.name)));
      return;
    }
    if (checkpoint !== null) {
      if (kept) keep(network, checkpoint);
      network.from = checkpoint;
      network.interruptions = 0;
      network.onCheckpoint({ from: checkpoint, ...keptOn(network) });
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
          signal: whenAllAbort(group.map(({ signal }) => signal)),
          priority: PRIORITY,
          once: true,
          resumeNote: () => resumeNoteFrom(`training of ${names}`, first.from),
          onProgress: (reported) => report(group[reported.network] ?? first, reported),
        },
      );
      group.forEach((network, m) => {
        const outcome = outcomes[m];
        if (outcome?.status === 'trained') network.resolve(withKept(network, outcome.network));
        else if (outcome !== undefined)
          fail(network, messageToError(ofNetwork(outcome.error, network.name)));
      });
    } catch (error) {
      for (const network of group)
        if (!interrupted(error) || ++network.interruptions === ATTEMPTS) fail(network, error);
        else if (!network.ended) want(network);
    }
  };

  return ({ from, resume, ...request }, options) =>
    new Promise((resolve, reject) =>
      want({
        ...request,
        ...options,
        resolve,
        reject,
        from: resume?.from ?? from,
        snapshots: new Map(resume?.snapshots.map((snapshot) => [snapshot.step, snapshot])),
        origins: new Map(resume?.forks.map((fork) => [fork.step, fork])),
        interruptions: 0,
        ended: false,
      }),
    );
}

function keep({ snapshots, origins, forks }: Wanted, checkpoint: Checkpoint): void {
  const { step, points } = checkpoint;
  const [weights] = points;
  if (weights !== undefined) snapshots.set(step, { step, weights });
  if (forks.includes(step)) origins.set(step, checkpoint);
}

/** What was reported on the way, the initialisation included. */
const keptOn = ({ snapshots, origins }: Wanted): Pick<TrainedNetwork, 'snapshots' | 'forks'> => ({
  snapshots: [...snapshots.values()].sort((one, other) => one.step - other.step),
  forks: [...origins.values()],
});

const withKept = (wanted: Wanted, network: JustTrained): TrainedNetwork => ({
  ...network,
  ...keptOn(wanted),
});

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

/** Aborted with the last of them, as one of a stack cannot be stopped alone. */
function whenAllAbort(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  const check = () => {
    const last = signals.find(({ aborted }) => aborted);
    if (signals.every(({ aborted }) => aborted)) controller.abort(last?.reason);
  };
  for (const signal of signals) signal.addEventListener('abort', check, { once: true });
  check();
  return controller.signal;
}
