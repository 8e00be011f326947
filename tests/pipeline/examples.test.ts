import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { merged, readExample, readVariants } from '../../src/pipeline/examples';
import {
  experimentErrors,
  experimentIn,
  planOfExperiment,
  type Experiment,
} from '../../src/pipeline/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';

const folder = new URL('../../experiments/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

/** Whether a run of the experiment has a figure of that name. */
function hasFigure(experiment: Experiment, name: string): boolean {
  const [id = '', ...rest] = name.split('.');
  const { measurements, networks } = experiment;
  if (!planOfExperiment(experiment).has(id)) return false;
  const [first = ''] = rest;
  if (id === 'transfer') return measurements.transfer?.applied.includes(Number(first)) ?? false;
  if (id === 'averages') return Number(first) >= 2 && Number(first) <= networks.length;
  if (first === 'other') return experiment.evaluation.both;
  return true;
}

describe('the ready experiments', () => {
  it('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(22);
  });

  it.each(files)('%s is right in both sizes, and its criteria have figures', (file) => {
    const document = read(file);
    const example = readExample(document);
    expect(experimentIn(document)).toEqual(example.experiment);
    for (const experiment of [example.experiment, example.paper]) {
      const presets = Object.values(PRESETS).map((preset) => preset.experiment);
      expect(presets).not.toContainEqual(experiment);
      const bounds = example.criteria.map(({ below, above }) => below ?? above);
      const names = [...example.criteria, ...bounds.filter((b) => typeof b === 'object')];
      for (const { figure } of names)
        expect([figure, hasFigure(experiment, figure)]).toEqual([figure, true]);
      for (const id of example.only ?? [])
        expect([id, planOfExperiment(experiment).has(id)]).toEqual([id, true]);
    }
    for (const [path, values] of Object.entries(example.sweep ?? {}))
      for (const value of values) {
        const keys = path.split('.');
        const swept = keys.includes('1')
          ? null
          : keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        if (swept !== null) expect(experimentErrors(merged(example.experiment, swept))).toEqual({});
      }
  });
});

describe('readExample', () => {
  const right = read('benzing-fig-1.json') as Record<string, unknown>;

  it.each<[string, Record<string, unknown>, string]>([
    ['another field', { colour: 'red' }, 'colour'],
    ['no criterion', { criteria: [] }, 'criteria'],
    ['a criterion without a bound', { criteria: [{ figure: 'x', says: 'y' }] }, 'criteria.0'],
    ['a wrong experiment', { experiment: { version: 2, loss: 'x' } }, 'experiment: loss: '],
    ['wrong sizes', { paper: { training: { epochs: 0 } } }, 'paper: training.epochs: '],
  ])('refuses %s', (_, change, message) => {
    expect(() => readExample({ ...right, ...change })).toThrow(message);
  });
});

describe('readVariants', () => {
  const shared = { version: 3, training: { epochs: 2 } };

  it('lays what differs over what is shared', () => {
    const [one, other] = readVariants({
      experiment: shared,
      landscapes: { one: {}, 'the-other': { training: { batch: 7 } } },
    });
    expect(one?.[0]).toBe('one');
    expect(one?.[1].training.epochs).toBe(2);
    expect(other?.[0]).toBe('the-other');
    expect(other?.[1].training).toMatchObject({ epochs: 2, batch: 7 });
  });

  it.each<[string, unknown, string]>([
    ['another field', { experiment: shared, landscapes: {}, colour: 'red' }, 'colour'],
    ['a name that is a path', { experiment: shared, landscapes: { '../x': {} } }, 'landscapes'],
    [
      'a wrong experiment',
      { experiment: shared, landscapes: { one: { training: { epochs: 0 } } } },
      'landscapes.one: training.epochs: ',
    ],
  ])('refuses %s', (_, document, message) => {
    expect(() => readVariants(document)).toThrow(message);
  });
});
