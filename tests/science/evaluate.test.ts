import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import { combine } from '../../src/model/weights';
import type { DatasetEngine, EvaluatorOptions } from '../../src/engine/engine';
import { evaluate } from '../../src/science/evaluate';
import { line } from '../../src/science/paths/line';
import { alphas, coefficientTable } from '../../src/science/paths/path';
import { anchorPlaces, frameThrough } from '../../src/science/planes/frame';
import { gridAround, gridCoefficients } from '../../src/science/planes/grid';
import { refinement } from '../../src/science/planes/refinement';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { counted } from '../support/counted';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [5],
  outputs: 4,
  activation: 'tanh',
};
const [a, b, c] = [1, 2, 3].map((seed) => initialise(architecture, 'xavier', randomFrom(seed))) as [
  Float32Array<ArrayBuffer>,
  Float32Array<ArrayBuffer>,
  Float32Array<ArrayBuffer>,
];
const on = { architecture, loss: 'cross-entropy', split: 'test', samples: 40 } as const;
const options: EvaluatorOptions = { ...on, basis: [a, b] };

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createOracleEngine(), patterns());
});

/** A clock that steps on by so much each time it is read. */
const ticking = (milliseconds: number) => {
  let time = 0;
  return () => (time += milliseconds);
};

describe('evaluation in tiles', () => {
  const places = coefficientTable(line, alphas(30));

  it('gives the same losses whatever the tiles', async () => {
    const slow = await collect(evaluate(engine, options, places, ticking(1000)));
    const fast = await collect(evaluate(engine, options, places, ticking(0)));
    expect(slow.result).toEqual(fast.result);
    expect(slow.progress).toHaveLength(30);
    expect(fast.progress.length).toBeLessThan(6);
    const own = await collect(evaluate(engine, { ...on, basis: [b] }, Float64Array.of(1)));
    expect(slow.result.loss[29]).toBe(own.result.loss[0]);
  });

  it('gives the same with two tiles under way, and no more', async () => {
    let under = 0;
    let most = 0;
    const double: DatasetEngine = {
      ...engine,
      evaluator: async (of) => {
        const evaluator = await engine.evaluator(of);
        return {
          ...evaluator,
          inFlight: 2,
          async evaluate(coefficients) {
            most = Math.max(most, ++under);
            const result = await evaluator.evaluate(coefficients);
            await new Promise((resolve) => setTimeout(resolve, 1));
            under--;
            return result;
          },
          dispose() {
            expect(under).toBe(0);
            evaluator.dispose();
          },
        };
      },
    };
    const one = await collect(evaluate(engine, options, places, ticking(5)));
    const two = await collect(evaluate(double, options, places, ticking(5)));
    expect(two.result).toEqual(one.result);
    expect(two.progress.flatMap(({ loss }) => [...loss])).toEqual([...one.result.loss]);
    expect(most).toBe(2);
    const abandoned = evaluate(double, options, places, ticking(5));
    await abandoned.next();
    await abandoned.return(undefined as never);
    expect(under).toBe(0);
  });

  it('yields every combination once, in order', async () => {
    const { progress, result } = await collect(evaluate(engine, options, places, ticking(5)));
    let next = 0;
    for (const { from, loss, accuracy } of progress) {
      expect(from).toBe(next);
      expect(loss).toEqual(result.loss.slice(from, from + loss.length));
      expect(accuracy).toEqual(result.accuracy.slice(from, from + loss.length));
      next += loss.length;
    }
    expect(next).toBe(30);
  });

  it('gives the loss of each network of a plane, its anchors included', async () => {
    const frame = frameThrough(a, b, c);
    const grid = gridAround(anchorPlaces(frame), 5);
    const { order } = refinement(5);
    const table = gridCoefficients(frame, grid, order);
    const plane = { ...on, basis: frame.anchors };
    const { result } = await collect(evaluate(engine, plane, table));
    expect(result.loss).toHaveLength(25);
    const anchors = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    const at = await collect(evaluate(engine, plane, anchors));
    for (const [k, network] of [a, b, c].entries()) {
      const own = await collect(evaluate(engine, { ...on, basis: [network] }, Float64Array.of(1)));
      expect(at.result.loss[k]).toBe(own.result.loss[0]);
    }
    const cell = combine(frame.anchors, table.subarray(0, 3));
    const own = await collect(evaluate(engine, { ...on, basis: [cell] }, Float64Array.of(1)));
    expect(result.loss[0]).toBeCloseTo(own.result.loss[0]!, 5);
  });

  it('gives Infinity for a loss that is not a number', async () => {
    const broken = a.slice();
    broken[3] = NaN;
    const { progress, result } = await collect(
      evaluate(engine, { ...on, basis: [a, broken] }, Float64Array.of(1, 0, 0, 1)),
    );
    expect(result.loss[0]).toBeLessThan(10);
    expect(result.loss[1]).toBe(Infinity);
    expect(progress.at(-1)!.loss.at(-1)).toBe(Infinity);
  });

  it('holds nothing when finished, abandoned or failed', async () => {
    const { engine: watched, held } = counted(engine);
    await collect(evaluate(watched, options, places));
    expect(held()).toBe(0);
    const abandoned = evaluate(watched, options, places, ticking(1000));
    await abandoned.next();
    expect(held()).toBe(1);
    await abandoned.return(undefined as never);
    expect(held()).toBe(0);
    const failing: DatasetEngine = {
      ...watched,
      evaluator: async (of) => ({
        ...(await watched.evaluator(of)),
        evaluate: () => Promise.reject(new Error('no device')),
      }),
    };
    await expect(collect(evaluate(failing, options, places))).rejects.toThrow('no device');
    expect(held()).toBe(0);
  });

  it('refuses coefficients of another shape', async () => {
    await expect(collect(evaluate(engine, options, new Float64Array(5)))).rejects.toThrow('[M, 2]');
  });
});
