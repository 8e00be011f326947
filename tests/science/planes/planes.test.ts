import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, distance, type Weights } from '../../../src/model/weights';
import { entropies } from '../../../src/science/planes/entropies';
import { point, project } from '../../../src/science/planes/frame';
import { gridAround, gridCoefficients, placeAt } from '../../../src/science/planes/grid';
import { planeOf, type PlaneChoice } from '../../../src/science/planes/planes';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [6, 5],
  outputs: 4,
  activation: 'relu',
};
const random = randomFrom(3);
const draw = (seed: number) => initialise(architecture, 'he-normal', randomFrom(seed));
const center = draw(1);
const checkpoints = [draw(2)];
for (let s = 0; s < 5; s++)
  checkpoints.push(
    combine([checkpoints.at(-1)!, center], [0.6, 0.4]).map((w) => w + 0.01 * random.normal()),
  );

const CHOICES: PlaneChoice[] = [
  { kind: 'points', anchors: [center, draw(2), draw(3)], otherwise: null },
  { kind: 'random', architecture, center, seed: 4 },
  { kind: 'trajectory', checkpoints },
];

describe.each(CHOICES)('a plane: $kind', (choice) => {
  const plane = planeOf(choice);
  const origin: Weights = choice.kind === 'trajectory' ? checkpoints.at(-1)! : center;

  it('has an orthonormal frame from its first point', () => {
    const { frame } = plane;
    expect(point(frame, 0, 0)).toEqual(origin);
    for (const [x, y] of [
      [1, 0],
      [0, 1],
      [0.6, -0.8],
    ] as const)
      expect(distance(point(frame, x, y), origin) / frame.unit).toBeCloseTo(1, 4);
    expect(distance(point(frame, 1, 0), point(frame, 0, 1)) / frame.unit).toBeCloseTo(
      Math.SQRT2,
      4,
    );
    const { x, y, distance: off } = project(frame, point(frame, 0.3, -0.7));
    expectWithin([x, y, off], [0.3, -0.7, 0], 1e-5);
  });

  it('has a grid that holds what is to be seen', () => {
    const grid = gridAround(plane.shown, 5, 0);
    const [low, high] = [placeAt(grid, 0, 0), placeAt(grid, 4, 4)];
    for (const { x, y } of plane.shown) {
      expect(x).toBeGreaterThanOrEqual(low.x - 1e-9);
      expect(y).toBeGreaterThanOrEqual(low.y - 1e-9);
      expect(x).toBeLessThanOrEqual(high.x + 1e-9);
      expect(y).toBeLessThanOrEqual(high.y + 1e-9);
    }
  });
});

describe('a third point on the line of the others', () => {
  const [a, b] = [center, draw(2)];
  const of = (third: Weights, otherwise: number | null) =>
    planeOf({ kind: 'points', anchors: [a, b, third], otherwise });

  it.each([
    ['the first of them', a],
    ['the second', b],
    ['between them', combine([a, b], [0.3, 0.7])],
  ])('%s, gives way to a random direction, if there may be one', (_, third) => {
    expect(() => of(third, null)).toThrow('three on one line');
    const { frame, direction } = of(third, 1);
    expect(direction).toBe(true);
    expect(frame.anchors.slice(0, 2)).toEqual([a, b]);
    expect(frame.unit).toBeCloseTo(distance(a, b), 4);
    // In this plane it lies where it lay on the line.
    const { y, distance: off } = project(frame, third);
    expectWithin([y, off], [0, 0], 1e-5);
    expect(of(third, 1)).toEqual(of(third, 1));
    expect(of(third, 2).frame.anchors[2]).not.toEqual(frame.anchors[2]);
  });

  it('that is off it stays', () => {
    const third = draw(3);
    expect(of(third, 1)).toEqual(of(third, null));
    expect(of(third, 1).frame.anchors[2]).toBe(third);
    expect(of(third, 1).direction).toBe(false);
  });

  it('takes the place of the second, too, where the first two are the same', () => {
    const { frame, direction } = planeOf({ kind: 'points', anchors: [a, a, a], otherwise: 1 });
    expect(direction).toBe(true);
    expect(frame.unit).toBeCloseTo(distance(a, new Float32Array(a.length)), 4);
    expect(frame.third.y).toBeGreaterThan(0.1);
    expect(() => planeOf({ kind: 'points', anchors: [a, a, b], otherwise: null })).toThrow(
      'the same for the first two',
    );
  });
});

it('a random plane is a square around the network, another for another seed', () => {
  const of = (seed: number) => planeOf({ kind: 'random', architecture, center, seed });
  expect(gridAround(of(1).shown, 3, 0)).toEqual({ n: 3, origin: { x: -1, y: -1 }, step: 1 });
  expect(of(1)).toEqual(of(1));
  expect(of(2).frame.anchors[1]).not.toEqual(of(1).frame.anchors[1]);
});

it('a trajectory says how much of it the plane shows', () => {
  const { frame, trajectory } = planeOf({ kind: 'trajectory', checkpoints });
  const { checkpoints: places, explained } = trajectory!;
  expect(explained[0]).toBeGreaterThan(0.9);
  expect(explained[0] + explained[1]).toBeLessThan(1);
  places.forEach(({ x, y, distance: off }, i) =>
    expect(distance(point(frame, x, y), checkpoints[i]!) / frame.unit).toBeCloseTo(off, 4),
  );
});

describe.each([
  ['oracle', () => Promise.resolve(createOracleEngine())],
  ['WebAssembly', () => createNodeWasmEngine('relaxed')],
])('entropies on %s', (_, create) => {
  it('are of the networks of the grid', async () => {
    const engine = await engineOn(create(), patterns());
    const { frame, shown } = planeOf(CHOICES[0]!);
    const cells = Uint32Array.from({ length: 9 }, (__, i) => i);
    const table = gridCoefficients(frame, gridAround(shown, 3), cells);
    const on = { architecture, split: 'test', samples: 40 } as const;
    const measuring = entropies(engine, { ...on, basis: frame.anchors }, table);
    const { progress } = await collect(measuring);
    expect(progress.map(({ from }) => from)).toEqual(Array.from(cells));
    const values = progress.flatMap((slice) => Array.from(slice.values));
    expect(values.every((h) => h > 0 && h <= Math.log(4) + 1e-6)).toBe(true);
    // Weights of zero guess: all four classes are as likely.
    const guessing = { ...on, basis: [new Float32Array(center.length)] };
    const guesses = await collect(entropies(engine, guessing, Float64Array.of(1)));
    expect(guesses.progress[0]?.values[0]).toBeCloseTo(Math.log(4), 6);
    engine.dispose();
  });
});
