import { layoutOf } from '../../model/layout';
import { permute, randomPermutations } from '../../model/permutation';
import { randomFrom } from '../../model/random';
import { writeSafetensors } from '../../files/safetensors';
import type { Command } from '../command';
import { checkWeightsFile, writeBytes } from '../disk';
import { DATA_OPTION } from '../dataset';
import { NETWORK_OPTIONS, readNetworks } from '../networks';
import { InputError } from '../problem';
import { catalogEntry, SESSION_OPTIONS } from '../session';
import { table } from '../table';

const SEED = { least: 0, most: 2 ** 32 - 1, whole: true };

export const shuffle: Command = {
  usage: 'A.safetensors',
  about: 'Puts the hidden units of a network in a random order: the same function.',
  options: {
    seed: { value: 'N', about: 'of the order (1)' },
    out: { value: 'FILE', about: 'where the shuffled network goes (safetensors)' },
    ...NETWORK_OPTIONS,
    ...DATA_OPTION,
    dataset: SESSION_OPTIONS.dataset,
    draw: SESSION_OPTIONS.draw,
  },
  async run(given, surroundings) {
    const out = given.text('out');
    if (out !== undefined) await checkWeightsFile(out);
    const networks = await readNetworks(
      given.files,
      given,
      await catalogEntry(given),
      surroundings,
    );
    const [network, ...more] = networks;
    if (network === undefined || more.length > 0)
      throw new InputError(`Expected one weights file, got ${networks.length}.`);
    const { architecture, weights } = network;
    const random = randomFrom(given.number('seed', SEED) ?? 1);
    const permutations = randomPermutations(architecture, random);
    if (out !== undefined)
      await writeBytes(
        out,
        writeSafetensors(layoutOf(architecture), permute(architecture, weights, permutations)),
      );
    return {
      json: { permutations: permutations.map((permutation) => [...permutation]) },
      text: table([
        ['hidden layer', 'order of its units'],
        ...permutations.map((permutation, l) => [String(l + 1), permutation.join(' ')]),
      ]),
    };
  },
};
