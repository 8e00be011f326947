/** Settings of alignments as options: every setting of every method, with the schema's own defaults and words. */
import { describe, expect, it } from 'vitest';
import { alignmentFrom, alignmentOptions, type Asking } from '../../src/cli/alignment';
import { parseOptions, type Options } from '../../src/cli/options';
import { defaultAlignment, METHOD_NAMES } from '../../src/jobs/methods';

const taken: Options = {
  align: { value: 'METHOD', about: '' },
  samples: { value: 'N', about: '' },
  seed: { value: 'N', about: '' },
};
const asking: Asking = { option: 'align', usual: null, taken };

const read = (asked: Asking, ...words: string[]) => {
  const options = { ...asked.taken, ...alignmentOptions(asked) };
  return alignmentFrom(parseOptions(options, words).given, asked);
};

/** Settings of all methods, each with a default that some method has. */
const all = Object.assign({}, ...METHOD_NAMES.map(defaultAlignment)) as Readonly<
  Record<string, string | number>
>;

const optionFor = (name: string) =>
  name in taken ? `align-${name}` : name.replace(/[A-Z]/, (capital) => `-${capital.toLowerCase()}`);

describe.each(METHOD_NAMES)('%s', (method) => {
  const defaults = defaultAlignment(method);

  it('takes its defaults', () => {
    expect(read(asking, '--align', method)).toEqual(defaults);
  });

  it('takes each of its settings, and no other', () => {
    for (const [name, usual] of Object.entries(all)) {
      if (name === 'method') continue;
      const option = optionFor(name);
      // A number that no method has by default and every one allows.
      const value = typeof usual === 'number' ? 7 : usual;
      const words = ['--align', method, `--${option}`, String(value)];
      if (name in defaults) expect(read(asking, ...words)).toEqual({ ...defaults, [name]: value });
      else
        expect(() => read(asking, ...words)).toThrow(
          new RegExp(`^--${option}: expected it with --align .*, got it with ${method}\\.$`),
        );
    }
  });
});

it('leaves settings of a shared name to the command', () => {
  const shared: Asking = { ...asking, taken: {}, shared: ['seed'] };
  const options: Asking = { ...shared, taken: { align: { value: 'METHOD', about: '' } } };
  expect(read(options, '--seed', '3')).toBeNull();
  expect(read(options, '--align', 'weight', '--seed', '3')).toHaveProperty('seed', 3);
  expect(() => read({ ...options, shared: [] }, '--seed', '3')).toThrow('got it with none');
});

it('says with which methods an option goes, and what it is by default', () => {
  const options = alignmentOptions(asking);
  expect(options['restarts']).toEqual({ value: 'N', about: 'Restarts (weight 0)' });
  expect(options['similarity']?.value).toBe('cosine|correlation|l2|inner-product');
  expect(options['learning-rate']?.about).toBe(
    'Learning rate of the matching (ste 0.01; sinkhorn 0.1)',
  );
});
