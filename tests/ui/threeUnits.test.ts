/** The network of three units computes the same in every order, and its average with itself in another order does not. */
import { describe, expect, it } from 'vitest';
import { everyPermutation } from '../../src/model/enumeration';
import {
  averageWith,
  computed,
  exchanged,
  inOrder,
  meanName,
} from '../../src/ui/learn/units/threeUnits';

const INPUTS = Array.from({ length: 17 }, (_, i) => (i - 8) / 8);
const LAYER = { kind: 'mlp', inputs: 1, hidden: [3], outputs: 1, activation: 'relu' } as const;
const OWN = Uint32Array.of(0, 1, 2);
const [, ...OTHERS] = [...everyPermutation(LAYER)].flat().map((order) => [...order]);
const outputs = (weights: Float32Array<ArrayBuffer>) => INPUTS.map((x) => computed(weights, x).y);

describe('the network of three units', () => {
  const own = outputs(inOrder(OWN));

  it.each(OTHERS)('says the same to the last bit in the order %i %i %i', (...order) => {
    expect(outputs(inOrder(Uint32Array.from(order)))).toEqual(own);
  });

  it.each(OTHERS)('breaks when averaged with itself in the order %i %i %i', (...order) => {
    const halfway = outputs(averageWith(Uint32Array.from(order)));
    expect(Math.max(...halfway.map((y, i) => Math.abs(y - own[i]!)))).toBeGreaterThan(0.5);
  });

  it('is itself when averaged with itself as it is', () => {
    expect(averageWith(OWN)).toEqual(inOrder(OWN));
  });

  it('mixes A with C to a unit that says nothing', () => {
    const order = Uint32Array.of(2, 1, 0);
    for (const x of INPUTS) {
      const { units } = computed(averageWith(order), x);
      expect([units[0]?.says, units[2]?.says]).toEqual([0, 0]);
    }
    expect([0, 1, 2].map((place) => meanName(place, order[place]!))).toEqual([
      'A + C',
      'B',
      'C + A',
    ]);
  });
});

it('exchanges neighbours', () => {
  expect(exchanged(Uint32Array.of(2, 0, 1), 1)).toEqual(Uint32Array.of(2, 1, 0));
});
