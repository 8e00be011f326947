/** The jobs that descend: training networks, and fitting curves and bands between them. */
import type { JobMap, TrainingOutcome, TrainingProgress } from '../jobs/jobs';
import { errorToMessage } from '../jobs/protocol';
import { initialise } from '../model/initialisation';
import { randomFrom } from '../model/random';
import { fit } from '../science/paths/fit';
import { PATHS } from '../science/paths/paths';
import { scoreOf } from '../science/score';
import type { DirectedDescentProgress } from '../science/directedDescent';
import { train } from '../science/train';
import { drain } from './drain';
import { historyOf } from './history';
import { REPORT, reportsOf } from './reports';
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

export async function fitCurve(
  running: Running,
  { kind, size, start, end, seed, ...request }: JobMap['fit']['request'],
  context: JobContext<'fit'>,
): Promise<JobMap['fit']['result']> {
  const options = {
    ...request,
    orderSeed: seed,
    trainingSamples: running.counts.train,
    evaluation: evaluationPlan(running),
  };
  const entry = PATHS[kind];
  if (entry.found === 'by fit') {
    const reports = reportsOf([request.from], context.progress);
    const path = entry.through(size);
    const fitting = fit(running.engine, { ...options, path, a: start, b: end });
    const { controls, test } = await drain(fitting, context.signal, reports.report);
    return { controls, history: reports.finished(0, test) };
  }
  const { architecture } = request;
  const relaxing = entry.relax(running.engine, { architecture, a: start, b: end, size }, options);
  const { report, finished } = directedReports(entry.cycles(size), context);
  const { chain } = await drain(relaxing, context.signal, report);
  const { loss } = request;
  const middle = chain[chain.length >> 1] ?? start;
  const on = { architecture, loss, split: 'test', samples: running.counts.test } as const;
  const test = { ...(await scoreOf(running.engine, on, middle)), samples: on.samples };
  return { controls: chain.slice(1, -1), history: finished(test) };
}

/** Reports on a directed descent in cycles as on one training; its loss is the mean over the networks of a step. */
function directedReports(cycles: number, { progress }: Pick<JobContext<'fit'>, 'progress'>) {
  const history = historyOf(null);
  const due = throttle(REPORT);
  return {
    report({ step, steps, losses }: DirectedDescentProgress): void {
      // What is looked at between two cycles is no step.
      if (step === 0) return;
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      history.add({ steps: cycles * steps, losses: Float32Array.of(mean), test: null });
      if (!due()) return;
      const now = { network: 0, checkpoint: null, kept: false, diverged: null };
      progress({ ...now, history: history.now() });
    },
    finished(test: { loss: number; accuracy: number; samples: number }): TrainingProgress {
      history.finish({ ...test, step: history.now().step });
      return history.now();
    },
  };
}
