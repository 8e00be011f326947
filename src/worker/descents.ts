/** The jobs that descend: training networks, and fitting curves, bands and simplexes between them. */
import type { JobMap, TrainingOutcome, TrainingProgress } from '../jobs/jobs';
import { errorToMessage } from '../jobs/protocol';
import { initialise } from '../model/initialisation';
import { randomFrom } from '../model/random';
import { ensemble } from '../science/ensemble';
import { collect } from '../science/paths/collect';
import { bezier } from '../science/paths/bezier';
import { chain } from '../science/paths/chain';
import { drawNetworks, logVolume } from '../science/paths/complex';
import { fit } from '../science/paths/fit';
import { alphas, coefficientTable } from '../science/paths/path';
import { PATHS } from '../science/paths/paths';
import { simplex } from '../science/paths/simplex';
import { scoreOf } from '../science/score';
import type { SteeringProgress } from '../science/steering';
import { train } from '../science/train';
import { curveOf } from './curves';
import { drain } from './drain';
import { every, historyOf } from './history';
import { REPORT, reportsOf } from './reports';
import { atMost, evaluationPlan, type Running } from './running';
import type { JobContext } from './serve';

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
  const outcomes = await drain(train(running.engine, options), signal, reports.tell);
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
  if (kind === 'bezier' || kind === 'chain') {
    const reports = reportsOf([request.from], context.progress);
    const path = kind === 'bezier' ? bezier(size) : chain(size);
    const fitting = fit(running.engine, { ...options, path, a: start, b: end });
    const { controls, test } = await drain(fitting, context.signal, reports.tell);
    return { controls, history: reports.finished(0, test) };
  }
  const { architecture } = request;
  const joining = PATHS[kind].join(
    running.engine,
    { architecture, a: start, b: end, size },
    options,
  );
  const cycles = kind === 'auto-neb' ? size : 1;
  const { tell, finished } = steeringReports(cycles, context);
  const { basis } = await drain(joining, context.signal, (step) => {
    if ('losses' in step && step.losses instanceof Float64Array) tell(step);
  });
  const { loss } = request;
  const middle = basis[basis.length >> 1] ?? start;
  const on = { architecture, loss, split: 'test', samples: running.counts.test } as const;
  const test = { ...(await scoreOf(running.engine, on, middle)), samples: on.samples };
  return { controls: basis.slice(1, -1), history: finished(test) };
}

/** Tells of a steered descent in cycles as of one training; its loss is the mean over the networks of a step. */
function steeringReports(cycles: number, { progress }: Pick<JobContext<'fit'>, 'progress'>) {
  const history = historyOf(null);
  const due = every(REPORT);
  let cycle = 0;
  return {
    tell({ step, steps, losses }: SteeringProgress): void {
      // What is looked at between two cycles is no step.
      if (step === 0) return;
      if (step === 1) cycle++;
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      history.add({ steps: cycles * steps, losses: Float32Array.of(mean), test: null });
      if (!due()) return;
      const report = { network: 0, checkpoint: null, kept: false, diverged: null };
      progress({ ...report, history: history.now() });
    },
    finished(test: { loss: number; accuracy: number; samples: number }): TrainingProgress {
      history.finish({ ...test, step: history.now().step });
      return history.now();
    },
    cycle: () => cycle,
  };
}

/** Networks drawn from a simplex for one step (Benton et al. 2021). */
const DRAWS = 5;

export async function findSimplex(
  running: Running,
  { networks, drawn, seed, split, samples, connectors, ...request }: JobMap['simplex']['request'],
  { signal, progress }: JobContext<'simplex'>,
): Promise<JobMap['simplex']['result']> {
  const { architecture, loss } = request;
  const finding = simplex(running.engine, {
    ...{ ...request, networks, connectors, draws: DRAWS, orderSeed: seed },
    trainingSamples: running.counts.train,
  });
  const complex = await drain(finding, signal, ({ connector, step, steps }) =>
    progress((0.95 * (connector - 1 + step / steps)) / connectors),
  );
  const { vertices } = complex;
  const count = atMost(running, split, samples);
  const atVertices = [];
  for (const vertex of vertices) {
    signal.throwIfAborted();
    const on = { architecture, loss, split, samples: count };
    atVertices.push(await scoreOf(running.engine, on, vertex));
  }
  const members = ensemble(
    running.engine,
    membersOptions(running, { architecture, split, samples }, vertices),
    drawNetworks(complex, drawn, randomFrom(seed)),
  );
  const { log } = logVolume(complex);
  return {
    ...{ vertices, networks: networks.length, atVertices },
    logVolume: Number.isFinite(log) ? log : null,
    drawn: await drain(members, signal, () => undefined),
  };
}

const membersOptions = (
  running: Running,
  {
    architecture,
    split,
    samples,
  }: Pick<JobMap['ensemble']['request'], 'architecture' | 'split' | 'samples'>,
  basis: JobMap['simplex']['request']['networks'],
) => ({
  ...{ architecture, basis, split },
  labels: running.labels[split].subarray(0, atMost(running, split, samples)),
  classes: architecture.outputs,
});

export async function scoreEnsemble(
  running: Running,
  request: JobMap['ensemble']['request'],
  { signal, progress }: JobContext<'ensemble'>,
): Promise<JobMap['ensemble']['result']> {
  const { architecture, loss, members, from } = request;
  const score = async (
    basis: JobMap['simplex']['request']['networks'],
    table: Float64Array<ArrayBuffer>,
    done: number,
  ) => {
    let scored = 0;
    const options = membersOptions(running, request, basis);
    return drain(ensemble(running.engine, options, table), signal, () =>
      progress(done + ((1 - done) * ++scored) / members),
    );
  };
  if (from.kind === 'path') {
    const { path, basis } = curveOf(architecture, from.path);
    return score(basis, coefficientTable(path, alphas(members)), 0);
  }
  const { weights, optimizer, batch, cycleEpochs, seed } = from;
  const perEpoch = Math.ceil(running.counts.train / batch);
  const cycle = Math.max(2, 2 * Math.round((cycleEpochs * perEpoch) / 2));
  const collecting = collect(running.engine, {
    ...{ architecture, loss, optimizer, batch, from: weights, cycle, orderSeed: seed },
    lowestRate: optimizer.learningRate / 100,
    trainingSamples: running.counts.train,
    epochs: cycleEpochs * members,
  });
  const collected = await drain(collecting, signal, ({ step, steps }) =>
    progress((0.9 * step) / steps),
  );
  const some = collected.slice(0, members);
  const each = some.flatMap((_, m) => some.map((__, k) => (k === m ? 1 : 0)));
  return score(some, Float64Array.from(each), 0.9);
}
