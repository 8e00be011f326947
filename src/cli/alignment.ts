/** Aligning A with B by any method of `science/matching`. */
import { alignmentOf, METHOD_NAMES, METHODS, type MethodName } from '../jobs/methods';
import type { MatchingTask, Alignment } from '../science/matching/alignment';
import { align } from '../science/matching/methods';
import type { Surroundings } from './command';
import type { Network } from './networks';
import type { Given, Options } from './options';
import { InputError, orInputError } from './problem';
import type { Session } from './session';
import { finish } from './work';

export const METHOD_VALUES = METHOD_NAMES.join('|');

export const ALIGNMENT_OPTIONS = {
  similarity: { value: 'cosine|l2|correlation|inner-product', about: 'how alike two units are' },
  stage: { value: 'before|after', about: 'activations before or after the nonlinearity' },
  seed: { value: 'N', about: 'of all that is random' },
} satisfies Options;

/** Whether the method that is asked for takes networks that differ in widths. */
export const takesWidths = (option: 'method' | 'align', given: Given): boolean =>
  METHODS[given.choice(option, METHOD_NAMES) ?? 'activation'].mixes === true;

/** @param samplesOption the option that tells on how many training images */
export async function alignNetworks(
  option: 'method' | 'align',
  samplesOption: string,
  [a, b]: readonly [Network, Network],
  given: Given,
  { engine, dataset, loss }: Session,
  { progress }: Surroundings,
): Promise<{ alignment: Alignment; method: MethodName }> {
  const method = given.choice(option, METHOD_NAMES) ?? 'activation';
  const { only, fields } = METHODS[method];
  const { activation } = a.architecture;
  if (only !== undefined && only !== activation)
    throw new InputError(
      `--${option} ${method}: expected networks with the activation ${only}, got ${activation}.`,
    );
  const wanted = {
    similarity: given.text('similarity'),
    stage: given.text('stage'),
    seed: given.number('seed', { least: 0, most: 2 ** 31 - 1, whole: true }),
    samples: given.number(samplesOption, { least: 1, most: dataset.train.count, whole: true }),
  };
  given.choice('similarity', ['cosine', 'l2', 'correlation', 'inner-product']);
  given.choice('stage', ['before', 'after']);
  const own = Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => value !== undefined && key in fields),
  );
  const task: MatchingTask = {
    architecture: a.architecture,
    a: a.weights,
    target: b.architecture,
    b: b.weights,
    loss,
    trainingSamples: dataset.train.count,
  };
  const alignment = await orInputError(() => {
    const { method: name, ...settings } = alignmentOf(method, own);
    return finish(align(engine, task, name, settings), ({ done, of }) =>
      progress(`Aligning: ${done}${of === null ? '' : ` of ${of}`}`),
    );
  });
  return { alignment, method };
}
