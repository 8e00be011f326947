import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  experimentErrors,
  type ExperimentInput,
} from '../../../../src/pipeline/kinds/pair/experiment';

const file = { name: 'a.safetensors' };
const pair = (a: object = {}, b: object = {}): ExperimentInput => ({
  version: 2,
  networks: [
    { initialisation: 1, order: 11, ...a },
    { initialisation: 2, order: 12, ...b },
  ],
});

describe('a fork', () => {
  it('is of a step that the training of A has, its last included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom('fashion-mnist', 'cifar-10', 'quadrant'),
        (epochs, batch, dataset) => {
          const images = { 'fashion-mnist': 60_000, 'cifar-10': 50_000, quadrant: 1024 }[dataset];
          const steps = epochs * Math.ceil(images / batch);
          const errors = (fork: number) =>
            experimentErrors({ ...pair({}, { fork }), dataset, training: { epochs, batch } });
          expect(errors(steps)).toEqual({});
          expect(errors(steps + 1)).toEqual({
            'networks.1.fork': `Fork: expected a step of A's training, which has ${steps}, got ${steps + 1}.`,
          });
        },
      ),
      { numRuns: 20 },
    );
  });

  it("counts A's own training", () => {
    const training = { epochs: 2 };
    expect(experimentErrors(pair({ training }, { fork: 1200 }))).toEqual({});
    expect(experimentErrors(pair({}, { fork: 1200, training }))).toHaveProperty([
      'networks.1.fork',
    ]);
  });

  it('is not of a network from a file', () => {
    expect(experimentErrors(pair({ file }, { fork: 0 }))['networks.1.fork']).toMatch(
      /expected A to be trained here, got it from a file/,
    );
  });
});

describe('with a network from a file', () => {
  it.each<[string, object, string]>([
    [
      'lines before training',
      { measurements: { initialisations: true } },
      'measurements.initialisations',
    ],
    ['permutations in time', { measurements: { transfer: {} } }, 'measurements.transfer'],
    [
      'directions of initialisations',
      { alignment: { method: 'initialisation' } },
      'alignment.method',
    ],
    ['a plane through A0', { plane: { anchors: ['A', 'B', 'A0'] } }, 'plane.anchors'],
    ['a plane through pi(A0)', { plane: { anchors: ['A', 'B', 'pi(A0)'] } }, 'plane.anchors'],
    ['a plane around A0', { plane: { kind: 'random', center: 'A0' } }, 'plane.center'],
    ['the plane of its training', { plane: { kind: 'trajectory', of: 'A' } }, 'plane.of'],
  ])('%s is refused beforehand', (_, settings, path) => {
    expect(experimentErrors({ ...pair(), ...settings })).toEqual({});
    const errors = experimentErrors({ ...pair({ file }), ...settings });
    expect(Object.keys(errors)).toEqual([path]);
    expect(errors[path]).toMatch(
      /: expected .* to be trained here, got .*file.* not tell how .*\.$/,
    );
  });

  it('what the other network tells is had', () => {
    const settings = { plane: { anchors: ['A', 'B', 'B0'] } } as const;
    expect(experimentErrors({ ...pair({ file }), ...settings })).toEqual({});
    expect(experimentErrors({ ...pair({}, { file }), ...settings })).toHaveProperty([
      'plane.anchors',
    ]);
    const trajectory = { plane: { kind: 'trajectory', of: 'B' } } as const;
    expect(experimentErrors({ ...pair({ file }), ...trajectory })).toEqual({});
  });
});
