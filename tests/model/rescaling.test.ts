import { describe, expect, it } from 'vitest';
import { hiddenWidths, type Activation, type Architecture } from '../../src/model/architecture';
import { randomFrom } from '../../src/model/random';
import { rescale } from '../../src/model/rescaling';
import { forward } from '../support/oracle';
import { expectWithin } from '../support/close';
import { cnn, mlp, randomNetwork } from '../support/randomNetworks';

const factorsOf = (architecture: Architecture, draw: () => number) =>
  hiddenWidths(architecture).map((units) => Float64Array.from({ length: units }, draw));

describe.each([mlp(7, 5), cnn(3, 'avg', 4)])('%j', (relu) => {
  const random = randomFrom(1);
  const draws: [Activation, () => number][] = [
    ['relu', () => Math.exp(random.normal())],
    ['tanh', () => (random.below(2) === 0 ? -1 : 1)],
  ];

  it.each(draws)('computes the same function once rescaled: %s', (activation, draw) => {
    const architecture = { ...relu, activation };
    const a = randomNetwork(architecture, 3);
    const same = rescale(architecture, a, factorsOf(architecture, draw));
    expect(same).not.toEqual(a);
    const input = Float64Array.from({ length: 16 }, () => random.normal());
    const [one, two] = [a, same].map((w) => forward(architecture, w, input).logits);
    expectWithin(one!, two!, 1e-5);
  });

  it.each(draws)('is undone by the inverse factors: %s', (activation, draw) => {
    const architecture = { ...relu, activation };
    const a = randomNetwork(architecture, 3);
    const factors = factorsOf(architecture, draw);
    const back = factors.map((own) => own.map((c) => 1 / c));
    expectWithin(rescale(architecture, rescale(architecture, a, factors), back), a, 1e-6);
  });
});

it('refuses factors that change the function', () => {
  const relu = mlp(2);
  const weights = randomNetwork(relu, 1);
  const tanh = { ...relu, activation: 'tanh' } as const;
  const message = (architecture: Architecture, ...own: number[]) => {
    try {
      rescale(architecture, weights, [Float64Array.from(own)]);
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };
  expect(message(relu, 1, 0)).toContain('above 0 for ReLU, got 0');
  expect(message(relu, 1, -2)).toContain('got -2');
  expect(message(relu, Infinity, 1)).toContain('got Infinity');
  expect(message(tanh, 1, 2)).toContain('1 or -1 for tanh, got 2');
  expect(message(relu, 1)).toContain('2 factors of hidden layer 0, got 1');
});
