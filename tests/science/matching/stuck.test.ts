/** B is A with its units in another order: ascent from the identity alone stops at half of the objective. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layoutOf } from '../../../src/model/layout';
import { permute } from '../../../src/model/permutation';
import { dot, type Weights } from '../../../src/model/weights';
import { matchWeights } from '../../../src/science/matching/weightMatching';
import { collect } from '../../support/collect';

const architecture = {
  kind: 'mlp',
  inputs: 2,
  hidden: [30, 50],
  outputs: 2,
  activation: 'relu',
} as const;

/** The numbers of a safetensors file whose tensors stand in the order of the layout. */
function weightsIn(name: string): Weights {
  const bytes = readFileSync(new URL(`fixtures/${name}`, import.meta.url));
  const header = Number(bytes.readBigUInt64LE(0));
  const weights = new Float32Array(Uint8Array.from(bytes.subarray(8 + header)).buffer);
  expect(weights).toHaveLength(layoutOf(architecture).size);
  return weights;
}

it('goes on from layer-by-layer matching, to the highest objective that there is', async () => {
  const [a, b] = [weightsIn('a.safetensors'), weightsIn('b.safetensors')];
  const { result, progress } = await collect(matchWeights({ architecture, a, b, seed: 1 }));
  expect(result.objectives.at(-1)).toBeCloseTo(158.33, 2);
  expect(result.objectives.at(-1)).toBeCloseTo(dot(a, a), 4);
  expect(result.climbs[0]).toBeCloseTo(80.76, 2);
  const permutations = result.layers.map(({ permutation }) => permutation);
  expect(permute(architecture, a, permutations)).toEqual(b);
  const objectives = progress.map(({ objective }) => objective);
  expect(objectives).toEqual(objectives.toSorted((one, other) => one - other));
});
