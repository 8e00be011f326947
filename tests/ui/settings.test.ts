import { describe, expect, test } from 'vitest';
import { experimentErrors } from '../../src/jobs/experiment';
import { PRESETS } from '../../src/jobs/presets';
import { withAnchor } from '../../src/ui/controls/anchors';
import { editAt, parseNumber, parseLayers, valueAt, withValueAt } from '../../src/ui/settings';

const experiment = PRESETS['quick-look'].experiment;
const convolutional = PRESETS['paper-cnn-small'].experiment;

describe('a text', () => {
  test.each([
    ['1e-3', 0.001],
    [' 512 ', 512],
    ['.5', 0.5],
    ['-1', -1],
    ['1.', 1],
    ['', ''],
    ['ten', 'ten'],
    ['1,5', '1,5'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['1 2', '1 2'],
  ])('%j stands for %j', (text, value) => expect(parseNumber(text)).toBe(value));

  test.each([
    ['512, 512', [512, 512]],
    ['64 64;32', [64, 64, 32]],
    ['[784,10]', [784, 10]],
    ['', []],
    ['64, wide', [64, 'wide']],
    ['-64, 64', [-64, 64]],
    ['32-32-avg-64-64', [32, 32, 'avg', 64, 64]],
    [' 8 8 AVG 16 ', [8, 8, 'avg', 16]],
    ['8, 8, avg, 16', [8, 8, 'avg', 16]],
  ])('%j stands for the layers %j', (text, widths) => expect(parseLayers(text)).toEqual(widths));
});

describe('an edit', () => {
  test('changes one value and shares the rest', () => {
    const { experiment: edited } = editAt(experiment, 'training.epochs', 7);
    expect(edited?.training.epochs).toBe(7);
    expect(edited?.networks).toBe(experiment.networks);
    expect(experiment.training.epochs).toBe(1);
  });

  test.each([
    ['training.epochs', parseNumber('')],
    ['training.epochs', parseNumber('1.5')],
    ['training.optimizer.learningRate', parseNumber('-1')],
    ['training.optimizer.learningRate', parseNumber('fast')],
    ['network.hidden', parseLayers('0')],
    ['network.hidden', parseLayers('5000')],
    ['network.hidden', parseLayers('')],
    ['network.hidden', parseLayers('64, avg')],
    ['plane.grid', parseNumber('102')],
  ])('of %s to %j is refused with the message of the schema', (path, value) => {
    const { experiment: edited, message } = editAt(experiment, path, value);
    expect(edited).toBeNull();
    expect(Object.values(experimentErrors(withValueAt(experiment, path, value)))).toContain(
      message,
    );
    expect(message).toMatch(/expected/);
  });

  test.each(['avg-8', '8-avg-8-avg-8-avg-8', '8-max', '1000', ''])(
    'of the convolutions to %j is refused',
    (text) => {
      const { message } = editAt(convolutional, 'network.layers', parseLayers(text));
      expect(message).toMatch(/^(Convolutions|Channels).*expected/);
    },
  );

  test('of the convolutions reads what the page prints', () => {
    const { experiment: edited } = editAt(convolutional, 'network.layers', parseLayers('4-avg-8'));
    expect(edited?.network).toEqual({ kind: 'cnn', layers: [4, 'avg', 8] });
  });

  test('reads what it wrote', () => {
    expect(valueAt(withValueAt(experiment, 'curves.seed', 3), 'curves.seed')).toBe(3);
    expect(valueAt(experiment, 'no.such.setting')).toBeUndefined();
  });
});

test('three anchors stay three: a point that is taken changes places', () => {
  expect(withAnchor(['A', 'B', 'pi(A)'], 2, 'A0')).toEqual(['A', 'B', 'A0']);
  expect(withAnchor(['A', 'B', 'pi(A)'], 0, 'B')).toEqual(['B', 'A', 'pi(A)']);
  expect(withAnchor(['A', 'B', 'pi(A)'], 1, 'B')).toEqual(['A', 'B', 'pi(A)']);
});
