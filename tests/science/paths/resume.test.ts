/** Bands, simplexes and collections go on from any of their checkpoints to the bytes of an undisturbed run. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import type { DatasetEngine, Optimizer } from '../../../src/engine/engine';
import { autoBand } from '../../../src/science/paths/autoBand';
import { relax, straightBand } from '../../../src/science/paths/band';
import { collect as collectNetworks } from '../../../src/science/paths/collect';
import { drawNetworks, skipNetworks } from '../../../src/science/paths/complex';
import { simplex } from '../../../src/science/paths/simplex';
import { collect } from '../../support/collect';
import { engineOn } from '../../support/engineOn';
import { architecture, patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const [a, b, c] = [1, 2, 3].map((seed) =>
  initialise(architecture, 'he-normal', randomFrom(seed)),
) as [Weights, Weights, Weights];

const adamw = { kind: 'adamw', learningRate: 0.01, beta1: 0.9, beta2: 0.999 } as const;
const OPTIMIZERS: readonly Optimizer[] = [
  { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 },
  { ...adamw, epsilon: 1e-8, weightDecay: 0.01 },
];

/** 1.6 s pass from look to look: a checkpoint after every step. */
function hurried() {
  let now = 0;
  return () => (now += 1600);
}

const common = {
  architecture,
  loss: 'cross-entropy' as const,
  trainingSamples: 190,
  batch: 20,
  orderSeed: 4,
  epochs: 2,
  clock: hurried(),
} as const;

interface Run {
  readonly checkpoints: readonly unknown[];
  readonly steps: number;
  readonly weights: readonly Weights[];
}

/** Runs to the end; `at` chooses one of the checkpoints of another run to begin from. */
type Start = (engine: DatasetEngine, optimizer: Optimizer, from: unknown) => Promise<Run>;

async function run<
  Progress extends { readonly step: number; readonly checkpoint: unknown },
  Result,
>(
  generator: AsyncGenerator<Progress, Result, void>,
  weightsOf: (result: Result) => readonly Weights[],
): Promise<Run> {
  const { progress, result } = await collect(generator);
  const steps = progress.filter(({ step }) => step > 0);
  return {
    checkpoints: structuredClone(steps.map(({ checkpoint }) => checkpoint)),
    steps: steps.length,
    weights: weightsOf(result),
  };
}

const KINDS: Readonly<Record<string, Start>> = {
  band: (engine, optimizer, from) =>
    run(
      relax(engine, straightBand(a, b, 3), {
        ...common,
        optimizer,
        spring: Infinity,
        from: from as never,
      }),
      ({ chain }) => chain,
    ),
  'band with springs': (engine, optimizer, from) =>
    run(
      relax(engine, straightBand(a, b, 2), {
        ...common,
        optimizer,
        spring: 0.1,
        from: from as never,
      }),
      ({ chain }) => chain,
    ),
  'AutoNEB of three cycles': (engine, optimizer, from) =>
    run(
      autoBand(engine, {
        ...common,
        optimizer,
        spring: Infinity,
        from: from as never,
        a,
        b,
        pivots: 2,
        epochs: 1,
        rates: [0.02, 0.01, 0.001],
        samples: 100,
      }),
      ({ chain }) => chain,
    ),
  'simplex of two connecting points': (engine, optimizer, from) =>
    run(
      simplex(engine, {
        ...common,
        optimizer,
        networks: [a, b, c],
        connectors: 2,
        draws: 3,
        regularization: 1e-3,
        from: from as never,
      }),
      ({ vertices }) => vertices,
    ),
  collection: (engine, optimizer, from) =>
    run(
      collectNetworks(engine, {
        ...common,
        optimizer,
        weights: a,
        lowestRate: 1e-4,
        cycle: 6,
        from: from as never,
      }),
      (networks) => networks,
    ),
};

describe.each(Object.entries(KINDS))('a %s', (_, start) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  });

  it.each(OPTIMIZERS)('goes on to the same bytes, with $kind', async (optimizer) => {
    const whole = await start(engine, optimizer, null);
    expect(whole.checkpoints.every((checkpoint) => checkpoint !== null)).toBe(true);
    expect(whole.weights.every((weights) => weights.every(Number.isFinite))).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.steps - 1), async (at) => {
        const kept = structuredClone(whole.checkpoints[at]);
        const resumed = await start(engine, optimizer, whole.checkpoints[at]);
        expect(resumed.weights).toEqual(whole.weights);
        expect(resumed.steps).toBe(whole.steps - at - 1);
        expect(resumed.checkpoints).toEqual(whole.checkpoints.slice(at + 1));
        expect(whole.checkpoints[at]).toEqual(kept);
      }),
      { numRuns: 6, examples: [[0], [whole.steps - 1]] },
    );
  });
});

it('keeps a checkpoint no more often than it is due, and after the last step', async () => {
  const engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  let now = 0;
  const { progress } = await collect(
    relax(engine, straightBand(a, b, 2), {
      ...common,
      optimizer: OPTIMIZERS[0]!,
      spring: Infinity,
      clock: () => (now += 300),
    }),
  );
  const steps = progress.filter(({ checkpoint }) => checkpoint !== null).map(({ step }) => step);
  expect(steps.at(-1)).toBe(20);
  // A step takes 0.3 s, and one more look at the clock each time a checkpoint is made.
  for (const [i, step] of steps.entries()) {
    const gap = step - (steps[i - 1] ?? 0);
    expect(gap).toBeLessThanOrEqual(6);
    if (step < 20) expect(gap).toBeGreaterThanOrEqual(4);
  }
});

it('skips networks of a complex as drawing them does', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(7), fc.integer({ min: 1, max: 3 }), (seed, count, n) => {
      const complex = { vertices: [a, b, c, a, b].slice(0, 2 + n), networks: 2 };
      const [drawn, skipped] = [randomFrom(seed), randomFrom(seed)];
      drawNetworks(complex, count, drawn);
      skipNetworks(complex, count, skipped);
      expect(skipped.uniform()).toBe(drawn.uniform());
    }),
  );
});
