import { architectureName } from '../../model/architecture';
import type { Command } from '../command';
import { confusionOf, confusionOutput } from '../confusion';
import { checkAlike, NETWORK_OPTIONS, readNetworks } from '../networks';
import { InputError } from '../problem';
import { catalogEntry, inSession, measuredOn, MEASURE_OPTIONS, SESSION_OPTIONS } from '../session';
import { lossText, percentText, table } from '../table';

export const evaluate: Command = {
  usage: 'A.safetensors [B.safetensors ...]',
  about: 'Loss and accuracy of a network, or of a weighted sum of several.',
  options: {
    confusion: { value: null, about: 'also which classes are taken for which' },
    coefficients: { value: 'C,C,...', about: 'weight of each network in the sum (equal shares)' },
    ...NETWORK_OPTIONS,
    ...SESSION_OPTIONS,
    ...MEASURE_OPTIONS,
  },
  async run(given, surroundings) {
    if (given.files.length === 0)
      throw new InputError('Expected at least one weights file, got none.');
    const entry = await catalogEntry(given);
    const networks = await readNetworks(given.files, given, entry, surroundings);
    const coefficients = given.numbers('coefficients') ?? networks.map(() => 1 / networks.length);
    if (coefficients.length !== networks.length)
      throw new InputError(
        `--coefficients: expected ${networks.length}, one for each network, got ${coefficients.length}.`,
      );
    checkAlike(networks);
    const { architecture } = networks[0]!;
    const orders = new Set(networks.map(({ layers }) => layers.join(', ')));
    const { where, loss, accuracy, confusion } = await inSession(
      given,
      surroundings,
      async (session) => {
        const where = measuredOn(given, session);
        const score = await session.run('score', {
          data: session.data,
          architecture,
          loss: session.loss,
          basis: networks.map(({ weights }) => weights),
          coefficients: Float64Array.from(coefficients),
          ...where,
        });
        const confusion = given.flag('confusion')
          ? await confusionOf(session, networks, coefficients, where)
          : null;
        return { where, ...score, confusion };
      },
    );
    const of = confusion === null ? null : confusionOutput(confusion, entry.classes);
    const text = table([
      ['network', `${architectureName(architecture)}, ${architecture.activation}`],
      ...[...orders].map((order) => ['layers', order]),
      ['images', `${entry.title}, ${where.split}, ${where.samples}`],
      ['loss', lossText(loss)],
      ['accuracy', percentText(accuracy)],
    ]);
    return {
      json: { loss, accuracy, ...of?.json },
      text: of === null ? text : `${text}\n\n${of.text}`,
    };
  },
};
