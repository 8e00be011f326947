/** The jobs that align networks: one with another, many with each other, and at different times of training. */
import type { JobMap, TransferResult } from '../jobs/jobs';
import { METHODS, type AlignmentSettings } from '../jobs/methods';
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import type { Loss } from '../engine/engine';
import { averagesMerged, averagesToFirst, type AveragePoint } from '../science/merging/averages';
import { largestFactor, permutationsOf } from '../science/matching/alignment';
import { align, METHODS as SCIENCE } from '../science/matching/methods';
import { midpoint } from '../science/matching/midpoint';
import { reportOn } from '../science/matching/report';
import { transferPermutations, type TransferPoint } from '../science/matching/transfer';
import { drain } from './drain';
import { REPORT } from './reports';
import { atMost, type Running } from './running';
import type { JobContext } from './serve';
import { throttle } from './throttle';

/** Training images on which what was matched is compared, and test images on which logits are. */
const REPORTED = 1000;
/** Training images for REPAIR. */
const REPAIRED = 2000;

const aligner =
  (
    { engine, counts }: Running,
    {
      architecture,
      loss,
      target = architecture,
    }: {
      architecture: Architecture;
      loss: Loss;
      target?: Architecture;
    },
    { method, ...settings }: AlignmentSettings,
    initialOf: (weights: Weights) => Weights | null = () => null,
  ) =>
  (a: Weights, b: Weights) => {
    const [initialA, initialB] = [initialOf(a), initialOf(b)];
    const initial =
      initialA === null || initialB === null ? undefined : { a: initialA, b: initialB };
    const task = { architecture, a, target, b, initial, loss, trainingSamples: counts.train };
    return align(engine, task, method, settings);
  };

export async function matchNetworks(
  running: Running,
  { settings, ...request }: JobMap['match']['request'],
  { signal, progress }: JobContext<'match'>,
): Promise<JobMap['match']['result']> {
  const began = performance.now();
  const { architecture, a, target, b, initial } = request;
  const initialOf = (weights: Weights) => initial?.[weights === a ? 'a' : 'b'] ?? null;
  const due = throttle(REPORT);
  const alignment = await drain(
    aligner(running, request, settings, initialOf)(a, b),
    signal,
    (now) => {
      if (due()) progress(now);
    },
  );
  const seconds = (performance.now() - began) / 1000;
  const { label: title, source } = METHODS[settings.method];
  const { objective } = SCIENCE[settings.method];
  const report = await reportOn(running.engine, {
    architecture,
    a,
    target,
    b,
    aligned: alignment.aligned,
    samples: atMost(running, 'train', REPORTED),
    testSamples: atMost(running, 'test', REPORTED),
  });
  const { kind, aligned, layers } = alignment;
  return {
    title,
    source,
    seconds,
    permuted: aligned,
    ...report,
    largestFactor: largestFactor(alignment),
    objective: { value: alignment.objective, is: objective },
    tried: alignment.tried ?? null,
    layers: kind === 'matched' ? layers : [],
    mixed: kind === 'carried' ? layers : null,
  };
}

export async function averageNetworks(
  running: Running,
  { settings, how, ...request }: JobMap['average']['request'],
  { signal, progress }: JobContext<'average'>,
): Promise<JobMap['average']['result']> {
  const { split } = request;
  const options = {
    ...request,
    samples: atMost(running, split, request.samples),
    repairSamples: atMost(running, 'train', REPAIRED),
  };
  const initialOf = (weights: Weights) =>
    request.networks.find((network) => network.weights === weights)?.initial ?? null;
  const averaging =
    how === 'to-first'
      ? averagesToFirst(running.engine, options, aligner(running, request, settings, initialOf))
      : averagesMerged(running.engine, options, 'seed' in settings ? settings.seed : 1);
  const known: AveragePoint[] = [];
  return drain(averaging, signal, (point) => {
    if (point !== null) known.push(point);
    if (point !== null) progress(known.slice());
  });
}

export async function transferMatchings(
  running: Running,
  { a, b, settings, found, applied, ...request }: JobMap['transfer']['request'],
  { signal, progress }: JobContext<'transfer'>,
): Promise<JobMap['transfer']['result']> {
  const { engine } = running;
  const on = { ...request, samples: atMost(running, request.split, request.samples) };
  const pairs = a.flatMap(({ step, weights }) => {
    const other = b.find((snapshot) => snapshot.step === step);
    return other === undefined ? [] : [{ step, a: weights, b: other.weights }];
  });
  const known = pairs.map(({ step }) => step);
  const steps = applied.filter((step) => known.includes(step));
  const early = found.filter((step) => known.includes(step));
  if (steps.length === 0)
    throw new RangeError(
      `Expected steps of the training, which keeps ${known.join(', ')}, got ${applied.join(', ')}.`,
    );
  const naive: TransferResult['naive'][number][] = [];
  for (const { step, a: left, b: right } of pairs.filter((pair) => steps.includes(pair.step))) {
    signal.throwIfAborted();
    naive.push({ applied: step, ...(await midpoint(engine, on, left, right)) });
  }
  const points: TransferPoint[] = [];
  const match = aligner(running, request, settings);
  const transferring = transferPermutations(
    engine,
    {
      ...on,
      checkpoints: {
        steps: known,
        a: pairs.map((pair) => pair.a),
        b: pairs.map((pair) => pair.b),
      },
      found: [null, ...early],
      applied: steps,
    },
    async function* (left, right) {
      return permutationsOf(yield* match(left, right));
    },
  );
  const all = await drain(transferring, signal, (point) => {
    if (point !== null) points.push(point);
    if (point !== null) progress({ naive, points: points.slice() });
  });
  return { naive, points: all };
}
