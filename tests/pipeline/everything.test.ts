/** Every alignment, path, plane and measurement of the document, through the pipeline that page and terminal run. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  defaultAlignment,
  METHOD_NAMES,
  METHODS,
  type AlignmentSettings,
  type MethodName,
} from '../../src/jobs/methods';
import {
  architectureOf,
  parseExperiment,
  type Experiment,
  type ExperimentInput,
} from '../../src/pipeline/kinds/pair/experiment';
import { CURVE_NAMES } from '../../src/jobs/paths';
import { layoutOf } from '../../src/model/layout';
import { permute } from '../../src/model/permutation';
import { PATHS } from '../../src/science/paths/paths';
import { planOfExperiment } from '../../src/pipeline/experiment';
import {
  AVERAGES,
  ENSEMBLE,
  MATCHING,
  networkRef,
  pathRef,
  PLANE,
  POINTS,
  SIMPLEX,
  TRANSFER,
} from '../../src/pipeline/kinds/pair/refs';
import { tinyStore, type TinyStore } from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

const A = networkRef('A');
const B = networkRef('B');
const NAIVE = pathRef('naive');
const PERMUTED = pathRef('permuted');

/** True of what a plane needs, which networks that are the same do not span. */
const isOfPlane = (id: string) => id === PLANE.id || id.startsWith(POINTS.id);

/** Runs an experiment to its end, which every other task of it reaches; the results by reference. */
async function run(
  change: Partial<ExperimentInput>,
  without: (id: string) => boolean = () => false,
) {
  const store = (opened = tinyStore({
    edit: (tiny) => parseExperiment({ ...tiny, ...change }),
  }));
  store.train();
  await store.idle();
  const { tasks, experiment } = store.state();
  const failed = [...planOfExperiment(experiment).keys()].flatMap((id) => {
    const state = tasks[id];
    return state?.status === 'done' || without(id) ? [] : [[id, state]];
  });
  expect(failed).toEqual([]);
  return { experiment, result: store.result };
}

/** The settings of a method that take a moment. */
const quick = (method: MethodName): AlignmentSettings => {
  const settings = defaultAlignment(method);
  // FOOF inverts a matrix of 784 pixels.
  if (settings.method === 'initialisation') return { ...settings, direction: 'gradient' };
  return {
    ...settings,
    ...('steps' in settings ? { steps: 3 } : {}),
    ...('batch' in settings ? { batch: 16 } : {}),
  };
};

describe('the alignment', () => {
  it.each(METHOD_NAMES)('%s reports what it did', async (method) => {
    const hidden = method === 'exhaustive' ? [4] : [8];
    const { result } = await run({
      network: { kind: 'mlp', hidden },
      alignment: quick(method),
      curves: { kinds: [] },
      activation: method === 'flips' ? 'tanh' : 'relu',
    });
    const matching = result(MATCHING);
    expect(matching.title).toBe(METHODS[method].label);
    expect(Number.isFinite(matching.objective.value)).toBe(true);
    expect(matching.weakShare).toBeGreaterThanOrEqual(0);
    expect(matching.cosines.map(({ length }) => length)).toEqual(hidden);
    expect(matching.tried).toBe(method === 'exhaustive' ? 24 : null);
    if (method === 'transport') expect(matching.mixed?.[0]?.shares.length).toBe(64);
    else expect(matching.largestLogitDifference).toBeLessThan(1e-4);
    // Whatever was found, the line ends in B, and begins in a network that A's function tells.
    const { loss } = result(PERMUTED);
    expect(loss.at(-1)).toBeCloseTo(result(NAIVE).loss.at(-1)!, 5);
    if (method !== 'transport') expect(loss[0]).toBeCloseTo(result(NAIVE).loss[0]!, 4);
  });

  it('by the initialisations is the same whatever the training, and applied after it', async () => {
    const permutationsAfter = async (epochs: number) => {
      const change = { alignment: quick('initialisation'), training: { batch: 16, epochs } };
      const { result, experiment } = await run({ ...change, curves: { kinds: [] } });
      const permutations = result(MATCHING).layers.map(({ permutation }) => permutation);
      const moved = permute(architectureOf(experiment), result(A).weights, permutations);
      expect(result(MATCHING).permuted).toEqual(moved);
      return permutations;
    };
    expect(await permutationsAfter(1)).toEqual(await permutationsAfter(4));
  });

  it('joins networks of unequal widths by transport', async () => {
    const { result, experiment } = await run({
      networks: [
        { initialisation: 1, order: 11, hidden: [5] },
        { initialisation: 2, order: 12 },
      ],
      alignment: { method: 'transport' },
      curves: { ends: 'pi(A) and B', kinds: ['bezier'] },
      plane: { grid: 5, samples: 8, anchors: ['pi(A)', 'B', 'Bezier control'] },
    });
    expect([...planOfExperiment(experiment).keys()]).not.toContain('naive');
    const { mixed, permuted } = result(MATCHING);
    expect(mixed?.[0]?.shares.length).toBe(5 * 8);
    expect(permuted.length).toBe(result(B).weights.length);
    expect(result(pathRef('bezier')).loss.at(-1)).toBeCloseTo(result(PERMUTED).loss.at(-1)!, 5);
  });
});

describe('paths', () => {
  it('meet both ends, each by its own way', async () => {
    const { result } = await run({
      curves: { kinds: [...CURVE_NAMES], pivots: 2, cycles: 2, layers: 1 },
      evaluation: { samples: 16, points: 5, both: true, compared: 16 },
      measurements: { initialisations: true, repair: true },
    });
    const naive = result(NAIVE);
    for (const name of CURVE_NAMES) {
      const path = result(pathRef(name));
      expect([name, path.loss[0]]).toEqual([name, expect.closeTo(naive.loss[0]!, 4)]);
      // Only the first layers arrive on this one.
      if (name !== 'layer-line') {
        expect([name, path.loss.at(-1)]).toEqual([name, expect.closeTo(naive.loss.at(-1)!, 4)]);
        expect([name, path.fromEnd.at(-1)]).toEqual([name, expect.closeTo(0, 3)]);
      }
      expect(path.fromStart[0]).toBeCloseTo(0, 3);
      expect(path.arc.at(-1)).toBeGreaterThanOrEqual(path.fromStart.at(-1)! - 1e-3);
      expect(path.other?.loss.length).toBe(5);
      expect(path.disagreement?.withStart[0]).toBe(0);
    }
    expect(Object.keys(PATHS).sort()).toEqual(['line', ...CURVE_NAMES].sort());
    for (const name of ['repaired', 'repaired-naive'] as const) {
      const repaired = result(pathRef(name));
      expect(repaired.varianceRatios?.length).toBe(1);
      expect(repaired.loss[0]).toBeCloseTo(naive.loss[0]!, 3);
      expect(repaired.loss.at(-1)).toBeCloseTo(naive.loss.at(-1)!, 3);
      expect(repaired.other?.loss[0]).toBeCloseTo(naive.other?.loss[0] ?? NaN, 3);
      expect(repaired.disagreement?.withStart[0]).toBe(0);
      expect(repaired.arc.at(-1)).toBeGreaterThanOrEqual(repaired.fromStart.at(-1)! - 1e-3);
    }
    const [naive0, permuted0] = [result(pathRef('naive0')), result(pathRef('permuted0'))];
    expect(permuted0.loss[0]).toBeCloseTo(naive0.loss[0]!, 4);
    expect(permuted0.loss.at(-1)).toBeCloseTo(naive0.loss.at(-1)!, 5);
  });
});

describe('planes', () => {
  it('follow a training', async () => {
    const { result } = await run({
      plane: { kind: 'trajectory', grid: 5, samples: 8 },
      training: { batch: 16, epochs: 3 },
      curves: { kinds: [] },
    });
    const { trajectory, anchors, computed } = result(PLANE);
    const { snapshots, initial, weights } = result(A);
    expect(computed).toBe(25);
    expect(anchors).toEqual([]);
    expect(trajectory?.points.length).toBe(snapshots.length);
    expect(snapshots[0]).toEqual({ step: 0, weights: initial });
    expect(snapshots.at(-1)?.weights).toEqual(weights);
    const [x, y] = trajectory!.explained;
    expect(x + y).toBeGreaterThan(0.5);
  });

  it('go along two random directions, others for another seed, and show entropy', async () => {
    const plane = { kind: 'random', grid: 5, samples: 8, entropy: true } as const;
    const first = (await run({ plane, curves: { kinds: [] } })).result(PLANE);
    opened?.close();
    const other = (await run({ plane: { ...plane, seed: 2 }, curves: { kinds: [] } })).result(
      PLANE,
    );
    expect(first.anchors.map(({ name }) => name)).toEqual(['B']);
    expect(first.anchors[0]?.x).toBeCloseTo(0, 4);
    expect(first.anchors[0]?.y).toBeCloseTo(0, 4);
    expect(first.entropy?.every((nats) => nats >= 0 && nats <= Math.log(10) + 1e-6)).toBe(true);
    // The middle is B itself; what lies around it differs.
    expect(first.loss[12]).toBeCloseTo(other.loss[12]!, 4);
    expect(first.loss[0]).not.toBeCloseTo(other.loss[0]!, 4);
  });
});

describe('measurements', () => {
  const networks = [1, 2, 3].map((seed) => ({ initialisation: seed, order: 10 + seed }));
  const few = { curves: { kinds: ['bezier'] as ['bezier'] }, networks };

  it.each(['to-first', 'merge-many'] as const)('average three networks %s', async (averages) => {
    const { result } = await run({ ...few, measurements: { averages } });
    const points = result(AVERAGES);
    expect(points.map((point) => point.networks)).toEqual([2, 3]);
    for (const { naive, aligned, repaired } of points)
      for (const { loss, accuracy } of [naive, aligned, repaired]) {
        expect(loss).toBeGreaterThan(0);
        expect(accuracy).toBeGreaterThanOrEqual(0);
      }
    expect(points[0]?.initial === null).toBe(averages === 'merge-many');
  });

  it('carry permutations through time', async () => {
    const { result } = await run({
      curves: { kinds: [] },
      measurements: { transfer: { found: [0, 2], applied: [0, 1, 4] } },
    });
    const { points, naive } = result(TRANSFER);
    expect(naive.map(({ applied }) => applied)).toEqual([0, 1, 4]);
    expect(points.map(({ found, applied }) => [found, applied])).toEqual(
      [null, 0, 2].flatMap((found) => [0, 1, 4].map((applied) => [found, applied])),
    );
    // Found and applied at the start, both ways.
    expect(points[0]?.loss).toBe(points[3]?.loss);
  });

  it('find a simplex and score its networks', async () => {
    const { result } = await run({
      ...few,
      measurements: { simplex: { connectors: 1, drawn: 3 } },
    });
    const { vertices, atVertices, drawn, networks: own } = result(SIMPLEX);
    expect([vertices.length, atVertices.length, own, drawn.members.length]).toEqual([4, 4, 3, 3]);
    expect(vertices[1]).toEqual(result(B).weights);
  });

  it.each(['training', 'bezier'] as const)('score an ensemble along %s', async (along) => {
    const { result } = await run({
      ...few,
      measurements: { ensemble: { along, members: 3 } },
    });
    const { members, loss } = result(ENSEMBLE);
    expect(members.length).toBe(3);
    const mean = members.reduce((sum, member) => sum + member.loss, 0) / 3;
    // Cross-entropy is convex in the probabilities (Jensen).
    expect(loss).toBeLessThanOrEqual(mean + 1e-9);
  });
});

describe('a network of its own', () => {
  it('forks from another', async () => {
    const own: Experiment['networks'] = parseExperiment({ version: 2 }).networks;
    const forked = async (fork: number) => {
      const [first, second] = own;
      const { result } = await run(
        { networks: [first!, { ...second!, fork }], curves: { kinds: [] } },
        fork === 4 ? isOfPlane : undefined,
      );
      opened?.close();
      return [result(A), result(B)] as const;
    };
    const [a, b] = await forked(2);
    expect(b.initial).toEqual(a.initial);
    expect(b.weights).not.toEqual(a.weights);
    expect(b.history.losses[0]?.loss).toBe(a.history.losses[0]?.loss);
    const [, end] = await forked(4);
    expect(end.weights).toEqual(a.weights);
  });

  it('trains in its own way', async () => {
    const sgd = { optimizer: { kind: 'sgd', learningRate: 0.1 }, epochs: 2, batch: 32 } as const;
    const [first, second] = parseExperiment({ version: 2 }).networks;
    const { result } = await run({
      networks: [first!, { ...second!, training: sgd }],
      curves: { kinds: [] },
    });
    expect([result(A).history.steps, result(B).history.steps]).toEqual([4, 4]);
    expect(layoutOf(result(B).architecture).size).toBe(result(B).weights.length);
  });
});
