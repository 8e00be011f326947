/** The jobs that score ensembles: of networks drawn from a simplex, along a curve, or collected as training goes on. */
import type { JobMap, MeasurementProgress } from '../jobs/jobs';
import { randomFrom } from '../model/random';
import type { Weights } from '../model/weights';
import type { DirectedCheckpoint } from '../science/directedDescent';
import { ensemble } from '../science/ensemble';
import { collect } from '../science/paths/collect';
import { drawNetworks, logVolume } from '../science/paths/complex';
import { alphas, coefficientTable } from '../science/paths/path';
import { simplex } from '../science/paths/simplex';
import { scoreOf } from '../science/score';
import { curveOf } from './curves';
import { drain } from './drain';
import { buffersOf } from './reports';
import { atMost, type Running } from './running';
import type { JobContext } from './serve';

/** Networks drawn from a simplex for one step (Benton et al. 2021). */
const DRAWS = 5;

export async function findSimplex(
  running: Running,
  { networks, drawn, seed, split, samples, connectors, ...request }: JobMap['simplex']['request'],
  { signal, progress }: JobContext<'simplex'>,
): Promise<JobMap['simplex']['result']> {
  const { architecture, loss } = request;
  const finding = simplex(running.engine, {
    ...request,
    networks,
    connectors,
    draws: DRAWS,
    orderSeed: seed,
    words: { subject: 'The simplex', rate: 'the learning rate of the simplex' },
    trainingSamples: running.counts.train,
  });
  const complex = await drain(finding, signal, ({ connector, step, steps, checkpoint }) => {
    const done = (connector - 1) * steps + step;
    report(progress, {
      share: (0.95 * done) / (connectors * steps),
      checkpoint: checkpoint === null ? null : { ...checkpoint, step: done },
    });
  });
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
    vertices,
    networks: networks.length,
    atVertices,
    logVolume: Number.isFinite(log) ? log : null,
    drawn: await drain(members, signal, () => undefined),
  };
}

/** Gives away the buffers of a checkpoint. */
function report<At extends { readonly descent: DirectedCheckpoint }>(
  post: (progress: MeasurementProgress<At>, transfer: Transferable[]) => void,
  progress: MeasurementProgress<At>,
): void {
  const { checkpoint } = progress;
  post(progress, checkpoint === null ? [] : buffersOf(checkpoint.descent));
}

const membersOptions = (
  running: Running,
  {
    architecture,
    split,
    samples,
  }: Pick<JobMap['ensemble']['request'], 'architecture' | 'split' | 'samples'>,
  basis: readonly Weights[],
) => ({
  architecture,
  basis,
  split,
  labels: running.labels[split].subarray(0, atMost(running, split, samples)),
  classes: architecture.outputs,
});

export async function scoreEnsemble(
  running: Running,
  request: JobMap['ensemble']['request'],
  { signal, progress }: JobContext<'ensemble'>,
): Promise<JobMap['ensemble']['result']> {
  const { architecture, loss, members, of, from } = request;
  const score = async (
    basis: readonly Weights[],
    table: Float64Array<ArrayBuffer>,
    done: number,
  ) => {
    let scored = 0;
    const options = membersOptions(running, request, basis);
    return drain(ensemble(running.engine, options, table), signal, () =>
      progress({ share: done + ((1 - done) * ++scored) / members, checkpoint: null }),
    );
  };
  if (of.kind === 'path') {
    const { path, basis } = curveOf(architecture, of.path);
    return score(basis, coefficientTable(path, alphas(members)), 0);
  }
  const { weights, optimizer, batch, cycleEpochs, seed } = of;
  const perEpoch = Math.ceil(running.counts.train / batch);
  const cycle = Math.max(2, 2 * Math.round((cycleEpochs * perEpoch) / 2));
  const collecting = collect(running.engine, {
    architecture,
    loss,
    optimizer,
    batch,
    weights,
    cycle,
    orderSeed: seed,
    from,
    lowestRate: optimizer.learningRate / 100,
    words: { subject: 'Training of the ensemble', rate: "the learning rate of B's training" },
    trainingSamples: running.counts.train,
    epochs: cycleEpochs * members,
  });
  const collected = await drain(collecting, signal, ({ step, steps, checkpoint }) =>
    report(progress, {
      share: (0.9 * step) / steps,
      checkpoint: checkpoint === null ? null : { ...checkpoint, step },
    }),
  );
  const some = collected.slice(0, members);
  const each = some.flatMap((_, m) => some.map((__, k) => (k === m ? 1 : 0)));
  return score(some, Float64Array.from(each), 0.9);
}
