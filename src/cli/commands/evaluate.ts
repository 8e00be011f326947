import { evaluate as evaluateAll } from '../../science/evaluate';
import { architectureName } from '../../model/architecture';
import type { Command } from '../command';
import { checkAlike, NETWORK_OPTIONS, readNetworks } from '../networks';
import { InputError } from '../problem';
import {
  catalogEntry,
  measuredOn,
  MEASURE_OPTIONS,
  openSession,
  SESSION_OPTIONS,
} from '../session';
import { lossText, percentText, table } from '../table';
import { finish } from '../work';

export const evaluate: Command = {
  usage: 'A.safetensors [B.safetensors ...]',
  about: 'Loss and accuracy of a network, or of a weighted sum of several.',
  options: {
    coefficients: { value: 'C,C,...', about: 'weight of each network in the sum (equal shares)' },
    ...NETWORK_OPTIONS,
    ...SESSION_OPTIONS,
    ...MEASURE_OPTIONS,
  },
  async run(given, surroundings) {
    if (given.files.length === 0)
      throw new InputError('Expected at least one weights file, got none.');
    const entry = catalogEntry(given);
    const networks = await readNetworks(given.files, given, entry, surroundings);
    const coefficients = given.numbers('coefficients') ?? networks.map(() => 1 / networks.length);
    if (coefficients.length !== networks.length)
      throw new InputError(
        `--coefficients: expected ${networks.length}, one for each network, got ${coefficients.length}.`,
      );
    checkAlike(networks);
    const { architecture } = networks[0]!;
    const orders = new Set(networks.map(({ layers }) => layers.join(', ')));
    const session = await openSession(given, surroundings);
    const where = measuredOn(given, session);
    const options = {
      ...{ architecture, loss: session.loss, ...where },
      basis: networks.map(({ weights }) => weights),
    };
    const { loss, accuracy } = await finish(
      evaluateAll(session.engine, options, Float64Array.from(coefficients)),
    );
    return {
      json: { loss: loss[0]!, accuracy: accuracy[0]! },
      text: table([
        ['network', `${architectureName(architecture)}, ${architecture.activation}`],
        ...[...orders].map((order) => ['layers', order]),
        ['images', `${entry.title}, ${where.split}, ${where.samples}`],
        ['loss', lossText(loss[0]!)],
        ['accuracy', percentText(accuracy[0]!)],
      ]),
    };
  },
};
