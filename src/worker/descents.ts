/** The jobs that descend: training networks, and fitting curves and bands between them. */
import type {
  BandCheckpoint,
  FitCheckpoint,
  JobMap,
  TrainingOutcome,
  TrainingProgress,
} from '../jobs/jobs';
import { FITTED, type FittedName } from '../jobs/paths';
import { errorToMessage } from '../jobs/protocol';
import { initialise } from '../model/initialisation';
import { randomFrom } from '../model/random';
import type { DescentWords } from '../science/divergence';
import type { BandProgress } from '../science/paths/band';
import { fit } from '../science/paths/fit';
import type { Path } from '../science/paths/path';
import { PATHS, type RelaxedPath } from '../science/paths/paths';
import { scoreOf } from '../science/score';
import { train } from '../science/train';
import { drain } from './drain';
import { historyOf } from './history';
import { buffersOf, REPORT, reportsOf } from './reports';
import { evaluationPlan, type Running } from './running';
import type { JobContext } from './serve';
import { throttle } from './throttle';

export async function trainNetworks(
  running: Running,
  { initialisation, networks, keep, ...request }: JobMap['train']['request'],
  { signal, progress }: JobContext<'train'>,
): Promise<JobMap['train']['result']> {
  const { architecture } = request;
  const initials = networks.map(({ initialisationSeed }) =>
    initialise(architecture, initialisation, randomFrom(initialisationSeed)),
  );
  const reports = reportsOf(
    networks.map(({ from }) => from),
    progress,
  );
  const options = {
    ...request,
    networks: initials.map((initial, m) => ({ initial, ...networks[m]! })),
    trainingSamples: running.counts.train,
    evaluation: evaluationPlan(running),
    keep,
  };
  const outcomes = await drain(train(running.engine, options), signal, reports.report);
  return outcomes.map((outcome, m): TrainingOutcome => {
    if (outcome instanceof Error) return { status: 'diverged', error: errorToMessage(outcome) };
    const history = reports.finished(m, outcome.test);
    return {
      status: 'trained',
      network: { architecture, initial: initials[m]!, ...outcome, history },
    };
  });
}

/** What is said where a fit diverges. */
function wordsOf(name: FittedName): DescentWords {
  const { phrase } = FITTED[name];
  const subject = `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
  return { subject, rate: 'the learning rate of the curves' };
}

type FitRequest = JobMap['fit']['request'];

/** Fits the control points of a curve, or relaxes a band. */
export function fitCurve(
  running: Running,
  request: FitRequest,
  context: JobContext<'fit'>,
): Promise<JobMap['fit']['result']> {
  const entry = PATHS[request.kind];
  const { size } = request;
  return entry.found === 'by fit'
    ? fitControls(running, request, entry.through(size), context)
    : relaxBand(running, request, entry, context);
}

async function fitControls(
  running: Running,
  { start, end, seed, from, ...request }: FitRequest,
  path: Path,
  { signal, progress }: JobContext<'fit'>,
): Promise<JobMap['fit']['result']> {
  if (from !== null && isBand(from)) throw new Error('internal: a curve goes on as a band');
  const reports = reportsOf([from], progress);
  const fitting = fit(running.engine, {
    ...request,
    path,
    from,
    a: start,
    b: end,
    orderSeed: seed,
    words: wordsOf(request.kind),
    trainingSamples: running.counts.train,
    evaluation: evaluationPlan(running),
  });
  const { controls, test } = await drain(fitting, signal, reports.report);
  return { controls, history: reports.finished(0, test) };
}

async function relaxBand(
  running: Running,
  { kind, size, start, end, seed, from, ...request }: FitRequest,
  entry: RelaxedPath,
  context: JobContext<'fit'>,
): Promise<JobMap['fit']['result']> {
  if (from !== null && !isBand(from)) throw new Error('internal: a band goes on as a curve');
  const { architecture, loss } = request;
  const { train, test: all } = running.counts;
  const ends = { architecture, a: start, b: end, size };
  const samples = Math.min(evaluationPlan(running).samples, train);
  const relaxing = entry.relax(running.engine, ends, {
    ...request,
    from,
    samples,
    orderSeed: seed,
    trainingSamples: train,
    words: wordsOf(kind),
  });
  const { report, finished } = bandReports(entry.cycles(size), from, context);
  const { chain } = await drain(relaxing, context.signal, report);
  const middle = chain[chain.length >> 1] ?? start;
  const on = { architecture, loss, split: 'test', samples: all } as const;
  const test = await scoreOf(running.engine, on, middle);
  return { controls: chain.slice(1, -1), history: finished(test) };
}

const isBand = (from: FitCheckpoint): from is BandCheckpoint => 'descent' in from;

/** Reports on a band that relaxes in cycles as on one training; its loss is the mean over the networks of a step. */
function bandReports(
  cycles: number,
  from: BandCheckpoint | null,
  { progress }: Pick<JobContext<'fit'>, 'progress'>,
) {
  const history = historyOf(from);
  const due = throttle(REPORT);
  const means = Array.from(from?.losses ?? []);
  return {
    report({ step, steps, losses, checkpoint }: BandProgress): void {
      // What is looked at between two cycles is no step.
      if (step === 0) return;
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      means.push(mean);
      history.add({ steps: cycles * steps, losses: Float32Array.of(mean), test: null });
      if (!due() && checkpoint === null) return;
      const now = history.now();
      const at: BandCheckpoint | null =
        checkpoint === null
          ? null
          : {
              ...checkpoint,
              step: means.length,
              losses: Float32Array.from(means),
              tests: [],
              seconds: now.seconds,
            };
      const report = { network: 0, history: now, kept: false, diverged: null, checkpoint: at };
      progress(report, at === null ? [] : [at.losses.buffer, ...buffersOf(at.descent)]);
    },
    finished(test: { loss: number; accuracy: number }): TrainingProgress {
      history.finish({ ...test, step: history.now().step });
      return history.now();
    },
  };
}
