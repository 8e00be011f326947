import { writeSafetensors } from '../../files/safetensors';
import type { MatchingResult } from '../../jobs/jobs';
import { defaultAlignment, METHODS } from '../../jobs/methods';
import { layoutOf } from '../../model/layout';
import {
  alignmentFrom,
  alignmentOptions,
  alignNetworks,
  checkAlignment,
  METHOD_VALUES,
  type Asking,
} from '../alignment';
import type { Command } from '../command';
import { checkWeightsFile, writeBytes } from '../disk';
import { checkAlike, NETWORK_OPTIONS } from '../networks';
import type { Options } from '../options';
import { readPair } from '../pair';
import { inSession, SESSION_OPTIONS } from '../session';
import { percentText, table } from '../table';

const OPTIONS = {
  method: { value: METHOD_VALUES, about: 'activation by default' },
  out: { value: 'FILE', about: 'where the permuted A goes (safetensors)' },
  ...NETWORK_OPTIONS,
  ...SESSION_OPTIONS,
} satisfies Options;

const USUAL = 'activation';
const ASKING: Asking = { option: 'method', usual: USUAL, taken: OPTIONS };

export const match: Command = {
  usage: 'A.safetensors B.safetensors',
  about: 'Permutes the hidden units of A to match those of B.',
  options: { ...OPTIONS, ...alignmentOptions(ASKING) },
  async run(given, surroundings) {
    const settings = alignmentFrom(given, ASKING) ?? defaultAlignment(USUAL);
    const out = given.text('out');
    if (out !== undefined) await checkWeightsFile(out);
    const networks = await readPair(given, surroundings);
    // A method that mixes units takes networks of unequal widths.
    if (METHODS[settings.method].mixes !== true) checkAlike(networks);
    checkAlignment(settings, networks, ASKING);
    const found = await inSession(given, surroundings, (session) =>
      alignNetworks(session, networks, settings),
    );
    const { permuted, objective, tried, largestLogitDifference, weakShare, seconds } = found;
    const layers = layersOf(found);
    if (out !== undefined) {
      const [, { architecture }] = networks;
      await writeBytes(out, writeSafetensors(layoutOf(architecture), permuted));
    }
    return {
      json: { layers, largestLogitDifference },
      text: [
        table([
          ['hidden layer', 'units', 'similarity'],
          ...layers.map(({ permutation, similarity }, l) => [
            String(l + 1),
            String(permutation?.length ?? '-'),
            similarity === null ? '-' : similarity.toFixed(4),
          ]),
        ]),
        '',
        table([
          [`objective (${objective.is})`, objective.value.toPrecision(6)],
          ...(tried === null ? [] : [['permutations tried', String(tried)]]),
          ['largest difference of a logit', largestLogitDifference.toExponential(2)],
          ['units below similarity 0.3', percentText(weakShare)],
          ['seconds', seconds.toFixed(2)],
        ]),
      ].join('\n'),
    };
  },
};

/** Null for what soft transport does not have. */
function layersOf({
  layers,
  mixed,
}: MatchingResult): { permutation: number[] | null; similarity: number | null }[] {
  return mixed === null
    ? layers.map(({ permutation, total }) => ({ permutation: [...permutation], similarity: total }))
    : mixed.map(() => ({ permutation: null, similarity: null }));
}
