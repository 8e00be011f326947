import { describe, expect, it } from 'vitest';
import { affineLayers, type Mlp } from '../../src/model/architecture';
import { initialise, type Initialisation } from '../../src/model/initialisation';
import { layoutOf, tensorNamed, view } from '../../src/model/layout';
import { randomFrom } from '../../src/model/random';

const architecture: Mlp = {
  kind: 'mlp',
  inputs: 300,
  hidden: [200, 100],
  outputs: 10,
  activation: 'relu',
};
const layout = layoutOf(architecture);
const KINDS: Initialisation[] = ['he-normal', 'xavier', 'orthogonal'];

/** Weight matrices of freshly drawn networks, with what their layers are like. */
const matrices = (initialisation: Initialisation, changes: Partial<Mlp> = {}) => {
  const weights = initialise({ ...architecture, ...changes }, initialisation, randomFrom(3));
  return affineLayers(architecture).map((layer, n) => ({
    ...layer,
    values: view(weights, tensorNamed(layout, `layers.${n}.weight`)),
  }));
};

const mean = (values: Float32Array) => values.reduce((sum, w) => sum + w, 0) / values.length;
const square = (values: Float32Array) => values.reduce((sum, w) => sum + w * w, 0) / values.length;

describe.each(KINDS)('%s', (initialisation) => {
  it('gives the same weights for the same seed, and others for another', () => {
    const draw = (seed: number) => initialise(architecture, initialisation, randomFrom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('starts biases at zero and centres the weights', () => {
    const weights = initialise(architecture, initialisation, randomFrom(1));
    for (const tensor of layout.tensors.filter(({ name }) => name.endsWith('bias')))
      expect(view(weights, tensor).every((b) => b === 0)).toBe(true);
    for (const { values } of matrices(initialisation)) {
      const error = Math.sqrt(square(values) / values.length);
      expect(Math.abs(mean(values))).toBeLessThan(4 * error);
    }
  });
});

it('He: variance 2 / in, normal', () => {
  for (const { inputs, values } of matrices('he-normal')) {
    const ratio = square(values) / (2 / inputs);
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
    const deviation = Math.sqrt(2 / inputs);
    const within = values.filter((w) => Math.abs(w) < deviation).length / values.length;
    expect(Math.abs(within - 0.6827)).toBeLessThan(5 * Math.sqrt(0.22 / values.length));
  }
});

it('Xavier: variance 2 / (in + out), uniform', () => {
  for (const { inputs, outputs, values } of matrices('xavier')) {
    const bound = Math.sqrt(6 / (inputs + outputs));
    expect(Math.abs(square(values) / (bound ** 2 / 3) - 1)).toBeLessThan(0.2);
    const largest = values.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(bound));
    expect(largest).toBeGreaterThan(0.97 * bound);
  }
});

describe('orthogonal', () => {
  it.each([
    ['relu', 2],
    ['tanh', 1],
  ] as const)('has orthogonal rows or columns, scaled for %s', (activation, gain) => {
    for (const { inputs, outputs, values } of matrices('orthogonal', { activation })) {
      // The shorter side's vectors are orthonormal.
      const byRow = outputs <= inputs;
      const [count, length] = byRow ? [outputs, inputs] : [inputs, outputs];
      const at = (i: number, k: number) => values[byRow ? i * inputs + k : k * inputs + i]!;
      let worst = 0;
      for (let i = 0; i < count; i += 7)
        for (let j = 0; j < count; j += 3) {
          let product = 0;
          for (let k = 0; k < length; k++) product += at(i, k) * at(j, k);
          worst = Math.max(worst, Math.abs(product - (i === j ? gain : 0)));
        }
      expect(worst).toBeLessThan(1e-6);
    }
  });

  it('holds for a layer that widens', () => {
    const widening = { ...architecture, inputs: 4, hidden: [9], outputs: 2 };
    const weights = initialise(widening, 'orthogonal', randomFrom(1));
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) {
        let product = 0;
        for (let row = 0; row < 9; row++) product += weights[4 * row + i]! * weights[4 * row + j]!;
        expect(product).toBeCloseTo(i === j ? 2 : 0, 6);
      }
  });
});
