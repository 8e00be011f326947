import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { layoutOf, view } from '../../../src/model/layout';
import { randomFrom } from '../../../src/model/random';
import { combine, type Weights } from '../../../src/model/weights';
import { layerLine, layerRanges, layerSteps, mixed } from '../../../src/science/paths/layerwise';
import { alphas, networkAt } from '../../../src/science/paths/path';

const ARCHITECTURES: Architecture[] = [
  { kind: 'mlp', inputs: 5, hidden: [4, 3], outputs: 2, activation: 'relu' },
  { kind: 'cnn', channels: 1, side: 4, layers: [2, 'avg', 3], outputs: 2, activation: 'relu' },
];

describe.each(ARCHITECTURES)('$kind', (architecture) => {
  const random = randomFrom(3);
  const { tensors, size } = layoutOf(architecture);
  const draw = (): Weights => Float32Array.from({ length: size }, () => random.normal());
  const [a, b] = [draw(), draw()];
  const layerOf = (name: string) => Number(name.split('.')[1]);

  it('takes the first layers of B whole, and the others of A', () => {
    for (const layers of [0, 1, 2, 3])
      for (const tensor of tensors) {
        const from = layerOf(tensor.name) < layers ? b : a;
        expect(view(mixed(architecture, a, b, layers), tensor)).toEqual(view(from, tensor));
      }
    expect(() => mixed(architecture, a, b, 4)).toThrow('0 to 3 layers, got 4');
    expect(() => mixed(architecture, a, b, 0.5)).toThrow('0 to 3 layers, got 0.5');
  });

  it('moves these layers alone along a line', () => {
    const half = networkAt(layerLine(architecture, a, b, 2), 0.5);
    const straight = combine([a, b], [0.5, 0.5]);
    for (const tensor of tensors)
      expect(view(half, tensor)).toEqual(view(layerOf(tensor.name) < 2 ? straight : a, tensor));
    expect(networkAt(layerLine(architecture, a, b, 3), 0.5)).toEqual(straight);
  });

  it('goes from A to B, one layer at a time', () => {
    const curve = layerSteps(architecture, a, b);
    expect(networkAt(curve, 0)).toEqual(a);
    expect(networkAt(curve, 1)).toEqual(b);
    const ranges = layerRanges(architecture);
    const layersOf = (weights: Weights, other: Weights) =>
      ranges
        .slice(1)
        .map((end, l) =>
          weights.subarray(ranges[l], end).some((w, i) => w !== other[ranges[l]! + i]),
        );
    for (const alpha of alphas(10)) {
      const here = networkAt(curve, alpha);
      const between = layersOf(here, a).filter((moved, l) => moved && layersOf(here, b)[l]);
      expect(between.length).toBeLessThanOrEqual(1);
    }
  });
});

it('a single layer takes the line', () => {
  const single: Architecture = {
    kind: 'mlp',
    inputs: 3,
    hidden: [],
    outputs: 2,
    activation: 'relu',
  };
  const [a, b] = [new Float32Array(8), new Float32Array(8).fill(1)];
  expect(layerSteps(single, a, b).path.kind).toBe('line');
});
