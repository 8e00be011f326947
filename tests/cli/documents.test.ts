import { expect, it } from 'vitest';
import { paperFrom } from '../../src/cli/documents';
import { InputError } from '../../src/cli/problem';

const example = {
  title: 'A title',
  source: 'A paper',
  found: 'This.',
  expect: 'That.',
  experiment: { version: 2, network: { kind: 'mlp', hidden: [8] } },
  paper: { network: { kind: 'mlp', hidden: [512, 512] }, training: { epochs: 5 } },
  criteria: [{ figure: 'naive.barrierOverMean', above: 0.1, says: 'There is a barrier.' }],
};

it('takes the sizes of the paper over those of the example', () => {
  const { network, training, networks } = paperFrom(example, 'x.json');
  expect(network).toEqual({ kind: 'mlp', hidden: [512, 512] });
  expect(training.epochs).toBe(5);
  expect(networks.length).toBe(2);
});

it('names what is wrong', () => {
  expect(() => paperFrom({ ...example, paper: undefined }, 'x.json')).toThrow(InputError);
  expect(() => paperFrom({ ...example, paper: { training: { epochs: 0 } } }, 'x.json')).toThrow(
    /x.json: paper: training.epochs/,
  );
});
