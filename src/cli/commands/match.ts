import { writeSafetensors } from '../../files/safetensors';
import { layoutOf } from '../../model/layout';
import type { Alignment } from '../../science/matching/alignment';
import { METHODS } from '../../science/matching/methods';
import { reportOn } from '../../science/matching/report';
import { ALIGNMENT_OPTIONS, alignNetworks, METHOD_VALUES, takesWidths } from '../alignment';
import type { Command } from '../command';
import { checkWeightsFile, writeBytes } from '../disk';
import { checkAlike, NETWORK_OPTIONS } from '../networks';
import { readPair } from '../pair';
import { openSession, SESSION_OPTIONS } from '../session';
import { percentText, table } from '../table';

/** Images that the aligned network is compared with A and B on. */
const COMPARED = 1000;

export const match: Command = {
  usage: 'A.safetensors B.safetensors',
  about: 'Permutes the hidden units of A to match those of B.',
  options: {
    method: { value: METHOD_VALUES, about: 'activation by default' },
    out: { value: 'FILE', about: 'where the permuted A goes (safetensors)' },
    samples: { value: 'N', about: "first training images that the method uses (the method's own)" },
    ...ALIGNMENT_OPTIONS,
    ...NETWORK_OPTIONS,
    ...SESSION_OPTIONS,
  },
  async run(given, surroundings) {
    const out = given.text('out');
    if (out !== undefined) await checkWeightsFile(out);
    const networks = await readPair(given, surroundings);
    // A method that mixes units takes networks of unequal widths.
    if (!takesWidths('method', given)) checkAlike(networks);
    const [a, b] = networks;
    const session = await openSession(given, surroundings);
    const began = performance.now();
    const found = await alignNetworks('method', 'samples', networks, given, session, surroundings);
    const seconds = (performance.now() - began) / 1000;
    const { alignment, method } = found;
    const { aligned, objective, tried } = alignment;
    const { train, test } = session.dataset;
    const report = await reportOn(session.engine, {
      ...{ architecture: a.architecture, a: a.weights, target: b.architecture, b: b.weights },
      ...{ aligned, samples: Math.min(COMPARED, train.count) },
      testSamples: Math.min(COMPARED, test.count),
    });
    const layers = layersOf(alignment);
    if (out !== undefined)
      await writeBytes(out, writeSafetensors(layoutOf(b.architecture), aligned));
    return {
      json: { layers, largestLogitDifference: report.largestLogitDifference },
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
          [`objective (${METHODS[method].objective})`, objective.toPrecision(6)],
          ...(tried === undefined ? [] : [['permutations tried', String(tried)]]),
          ['largest difference of a logit', report.largestLogitDifference.toExponential(2)],
          ['units below similarity 0.3', percentText(report.weakShare)],
          ['seconds', seconds.toFixed(2)],
        ]),
      ].join('\n'),
    };
  },
};

/** Null for what soft transport does not have. */
function layersOf(
  alignment: Alignment,
): { permutation: number[] | null; similarity: number | null }[] {
  return alignment.kind === 'matched'
    ? alignment.layers.map(({ permutation, total }) => ({
        permutation: [...permutation],
        similarity: total,
      }))
    : alignment.layers.map(() => ({ permutation: null, similarity: null }));
}
