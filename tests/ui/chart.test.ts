import { describe, expect, test } from 'vitest';
import { curvePath, finiteRange, smooth } from '../../src/ui/draw/curvePath';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import {
  distanceUnit,
  lengthOf,
  measureOf,
  measuresOf,
  otherAlong,
  valuesAlong,
} from '../../src/ui/draw/along';
import { between, readPath, SERIES, seriesOf } from '../../src/ui/draw/series';
import { verticalScale } from '../../src/ui/views/drawnPaths';
import { pathSources, pathSummary, varianceText } from '../../src/ui/views/pathText';
import { fixtureResults } from '../support/fixtureResults';

const same = (x: number) => x;

describe('a curve', () => {
  test('has a gap where there is no number, and leaves the picture where the number is infinite', () => {
    const samples = [1, 2, NaN, 4, Infinity].map((y, x) => ({ x, y }));
    expect(curvePath(samples, same, same, 10)).toBe('M0,1L1,2M3,4L4,10');
    expect(curvePath([], same, same)).toBe('');
  });

  test('smoothed keeps a constant, starts at its first value and passes over infinite ones', () => {
    const flat = [1, 2, 3].map((x) => ({ x, y: 0.5 }));
    for (const { y } of smooth(flat, 0.9)) expect(y).toBeCloseTo(0.5);
    const jumpy = [2, Infinity, 1].map((y, x) => ({ x, y }));
    const [first, second, third] = smooth(jumpy, 0.5);
    expect(first?.y).toBe(2);
    expect(second?.y).toBe(Infinity);
    expect(third?.y).toBeGreaterThan(1);
    expect(third?.y).toBeLessThan(2);
  });

  test('has the range of its finite numbers', () => {
    expect(finiteRange([3, NaN, -1, Infinity])).toEqual([-1, 3]);
    expect(finiteRange([NaN])).toBeNull();
  });
});

describe('a reading along a path', () => {
  const { paths } = fixtureResults();

  test('at a computed point is the computed value', () => {
    const { alphas, loss, accuracy } = paths.naive;
    alphas.forEach((alpha, i) =>
      expect(readPath(paths.naive, paths.naive, alpha)).toEqual({
        loss: loss[i],
        accuracy: accuracy[i],
      }),
    );
  });

  test('between two is between theirs; beyond the ends it is that of the end', () => {
    expect(between([0, 1], [2, 4], 0.25)).toBe(2.5);
    expect(between([0, 1], [2, 4], -1)).toBe(2);
    expect(between([0, 1], [2, 4], 9)).toBe(4);
    expect(between([], [], 0.5)).toBeNaN();
  });

  test('next to an infinite loss a computed one stays finite', () => {
    expect(between([0, 0.5, 1], [1, Infinity, 2], 1)).toBe(2);
    expect(between([0, 0.5, 1], [1, Infinity, 2], 0)).toBe(1);
    expect(between([0, 0.5, 1], [1, Infinity, 2], 0.6)).toBe(Infinity);
  });
});

const { paths } = fixtureResults();
const many = parseExperiment({
  version: 2,
  curves: {
    kinds: ['bezier', 'chain', 'neb', 'auto-neb', 'slerp', 'layer-slerp', 'layer-line'],
  },
  measurements: { repair: true, initialisations: true },
});

describe('the paths', () => {
  test('are those that the experiment asks for', () => {
    const titles = seriesOf(parseExperiment({ version: 2 })).map(({ title }) => title);
    expect(titles).toEqual(['Naive', 'Permuted', 'Bezier', 'Polygonal chain']);
    expect(seriesOf(many)).toHaveLength(13);
  });

  test('differ in their colours and in their names', () => {
    for (const field of ['own', 'title', 'short', 'note'] as const)
      expect(new Set(SERIES.map((series) => series[field])).size).toBe(SERIES.length);
  });

  test('are grey until they are pointed at, but for the two lines and the first curve', () => {
    const colours = seriesOf(many).map(({ name, colour }) => [name, colour]);
    const grey = colours.filter(([, colour]) => colour === 'var(--other-path)');
    expect(grey).toHaveLength(colours.length - 3);
    expect(Object.fromEntries(colours)).toMatchObject({
      naive: 'var(--naive)',
      permuted: 'var(--permuted)',
      bezier: 'var(--curve)',
    });
  });

  test('name each source once', () => {
    expect(pathSources(['naive0', 'permuted0', 'neb'])).toBe(
      'Benzing et al. 2022, Fig. 1; Draxler et al. 2018, Sec. 3.1',
    );
  });
});

describe('what is drawn along a path', () => {
  test('compares predictions only where the experiment does', () => {
    const compared = parseExperiment({ version: 2, evaluation: { compared: 500 } });
    expect(measuresOf(many)).not.toContain('unlikeStart');
    expect(measuresOf(compared)).toContain('unlikeStart');
    expect(measureOf(many, 'unlikeStart')).toBe('loss');
    expect(measureOf(compared, 'unlikeStart')).toBe('unlikeStart');
  });

  test('counts distances in |B - A|, or in |B - pi(A)| where A is elsewhere', () => {
    const { naive, permuted } = paths;
    const half = { ...permuted, fromStart: permuted.fromStart.map((d) => d / 2) };
    const unit = distanceUnit({ naive, permuted: half });
    expect(unit.text).toBe('|B\u00a0−\u00a0A|');
    expect(valuesAlong(naive, 'arc', unit.length)?.at(-1)).toBeCloseTo(1);
    expect(valuesAlong(half, 'fromStart', unit.length)?.at(-1)).toBeCloseTo(0.5);
    expect(lengthOf(naive) / distanceUnit({ naive: null, permuted: half }).length).toBeCloseTo(2);
  });

  test('is missing where it was not measured', () => {
    expect(valuesAlong(paths.naive, 'unlikeEnd', 1)).toBeNull();
    expect(otherAlong(paths.naive, 'loss')).toBeNull();
    const both = { ...paths.naive, other: paths.permuted };
    expect(otherAlong(both, 'accuracy')).toBe(paths.permuted.accuracy);
    expect(otherAlong(both, 'arc')).toBeNull();
  });

  test('holds the other split too, and losses from 0 on', () => {
    const values = Float64Array.from([1, 2]);
    const scale = verticalScale([{ values, other: values.map((y) => 3 * y) }], 'loss', [100, 0]);
    expect(scale(0)).toBe(100);
    expect(scale(6)).toBeLessThanOrEqual(0);
    const accuracies = verticalScale([{ values, other: null }], 'accuracy', [100, 0]);
    expect(accuracies.domain()).toEqual([1, 2]);
  });
});

test('what REPAIR found is told of each layer', () => {
  expect(varianceText({ varianceRatios: null })).toBe('');
  expect(varianceText({ varianceRatios: [0.42] })).toContain('the hidden layer has 42 %');
  expect(varianceText({ varianceRatios: [0.42, 0.3] })).toContain('1 to 2 have 42 % and 30 %');
});

test('the chart along alpha is told in numbers', () => {
  const [series] = SERIES;
  if (series === undefined) throw new Error('Expected a path, got none.');
  const alphas = Float64Array.of(0, 0.5, 1);
  const drawn = [{ series, alphas, values: Float64Array.of(0.45, 1.78, 0.44) }];
  expect(pathSummary(drawn, 'loss')).toBe(
    'Naive: 0.45 at α 0, highest 1.78 at α 0.50, 0.44 at α 1.',
  );
  const flat = [{ series, alphas, values: Float64Array.of(0.8, 0.83, 0.84) }];
  expect(pathSummary(flat, 'accuracy')).toBe('Naive: 80.0 % at α 0, 84.0 % at α 1.');
  expect(pathSummary([], 'loss')).toBe('Nothing is drawn yet.');
});
