import { describe, expect, it } from 'vitest';
import { certaintiesAt, classesAlong, stretchesOf } from '../../src/ui/sees/along';
import { classRows } from '../../src/ui/sees/confusion';
import { hurtText } from '../../src/ui/sees/ConfusionView';
import { asMnist } from '../../src/ui/sees/digit';
import { filterOrder, filterRow, keptLengths } from '../../src/ui/sees/filters';
import { keptText } from '../../src/ui/sees/FiltersView';
import { mixture } from '../../src/ui/sees/mixture';
import { paintImage } from '../../src/ui/sees/picture';
import { verdictOn } from '../../src/ui/sees/verdict';
import { wayText } from '../../src/ui/sees/wayText';

describe('the mixture of test images', () => {
  const labels = Uint8Array.from({ length: 60 }, (_, i) => i % 5);
  const right = labels;
  const wrong = labels.map((label) => (label + 1) % 5);
  /** Right on the images that a condition holds for. */
  const where = (holds: (i: number) => boolean) =>
    labels.map((_, i) => (holds(i) ? right[i]! : wrong[i]!));

  it('has every image once', () => {
    const order = mixture({ labels, ends: [right, right], middles: [wrong] });
    expect([...order].sort((a, b) => a - b)).toEqual([...labels.keys()]);
  });

  it('begins with images that are kept, rescued by alignment, broken and disputed', () => {
    const surveyed = {
      labels,
      ends: [where((i) => i % 6 !== 0), where((i) => i % 6 !== 0 && i % 6 !== 1)],
      middles: [where((i) => i % 6 === 2), where((i) => i % 6 < 4)],
    };
    const dozen = mixture(surveyed).slice(0, 12);
    const kinds = dozen.map(
      (i) => ['hard', 'disputed', 'kept', 'rescued', 'broken', 'broken'][i % 6],
    );
    expect(new Set(kinds)).toEqual(new Set(['hard', 'disputed', 'kept', 'rescued', 'broken']));
    expect(new Set(dozen.map((i) => labels[i])).size).toBe(5);
  });

  it('takes what there is where every network is right', () => {
    const order = mixture({ labels, ends: [right, right], middles: [right] });
    expect(new Set(order.slice(0, 5).map((i) => labels[i])).size).toBe(5);
  });
});

describe('an image along a path', () => {
  const alphas = [0, 0.5, 1];
  const certainties = Float32Array.of(0.75, 0.25, 0.125, 0.875, NaN, NaN);

  it('has a curve for each class, the surest first', () => {
    const [first, second] = classesAlong({ classes: 2, certainties }, alphas);
    expect(first).toMatchObject({ label: 1, most: 0.875 });
    expect(second?.samples.map(({ y }) => y)).toEqual([0.75, 0.125, NaN]);
  });

  it('is read at a place, the surest class first', () => {
    const samples = (...ys: number[]) => alphas.map((x, i) => ({ x, y: ys[i]! }));
    const curves = [
      { label: 1, most: 0.9, samples: samples(0.25, 0.9, 0.5) },
      { label: 0, most: 0.75, samples: samples(0.75, 0.1, 0.5) },
    ];
    const read = (x: number) => certaintiesAt(curves, x).map(({ curve, y }) => [curve.label, y]);
    expect(read(alphas[0]!)).toEqual([
      [0, 0.75],
      [1, 0.25],
    ]);
    expect(read(alphas[1]!)[0]).toEqual([1, 0.9]);
  });

  it('is told as stretches', () => {
    const nameOf = (label: number | null) => (label === null ? 'no answer' : `class ${label}`);
    const told = (...decided: number[]) =>
      wayText(stretchesOf({ classes: 2, decided: Uint8Array.from(decided) }, alphas), nameOf);
    expect(told(0, 0, 0)).toBe('class 0 all the way');
    expect(told(0, 1, 255)).toBe('class 0 at A, class 1 from α = 0.50, no answer from α = 1.00');
  });
});

it('reads a verdict at its place and image', () => {
  const said = {
    samples: 2,
    classes: 2,
    decided: Uint8Array.of(0, 1, 1, 255),
    certainties: Float32Array.of(0.75, 0.25, 0, 1, 0.5, 0.5, NaN, NaN),
    labels: null,
  };
  expect(verdictOn(said, 1)).toEqual({ label: 1, sure: 1 });
  expect(verdictOn(said, 0, 1)).toEqual({ label: 1, sure: 0.5 });
  expect(verdictOn(said, 1, 1)).toEqual({ label: null, sure: NaN });
});

it('paints grey from paper to ink, and colours as they are', () => {
  const pixels = new Uint8ClampedArray(16);
  const [paper, ink] = [
    [255, 255, 255],
    [0, 0, 100],
  ] as const;
  paintImage(Uint8Array.of(0, 255, 51, 0), { side: 2, channels: 1 }, paper, ink, pixels);
  expect([...pixels.slice(0, 12)]).toEqual([
    255, 255, 255, 255, 0, 0, 100, 255, 204, 204, 224, 255,
  ]);
  paintImage(Uint8Array.of(1, 2, 3), { side: 1, channels: 3 }, paper, ink, pixels);
  expect([...pixels.slice(0, 4)]).toEqual([1, 2, 3, 255]);
});

describe('filters of matched units', () => {
  const layers = {
    inputs: 2,
    a: Float32Array.of(0, 1, 1, 0),
    permuted: Float32Array.of(1, 0, 0, 1),
    b: Float32Array.of(1, 0, 0, 3),
  };

  it('are averaged as they are and as matched', () => {
    const row = filterRow(layers, 0, 0.5);
    expect([...row.aligned]).toEqual([1, 0]);
    expect([...row.naive]).toEqual([0.5, 0.5]);
    expect(row.cosine).toEqual({ matched: 1, same: 0 });
    expect(filterOrder(layers)).toEqual([0, 1]);
  });

  it('keep their length where they agree', () => {
    const { aligned, naive } = keptLengths(layers, 0.5);
    expect(aligned).toBeCloseTo(1, 12);
    expect(naive).toBeCloseTo((Math.SQRT1_2 + Math.hypot(0.5, 1.5) / 2) / 2, 12);
    expect(keptText({ aligned, naive }, 0.5)).toMatch(
      /naive average keeps 75 % of it, the aligned one 100 %/,
    );
  });
});

describe('a confusion matrix', () => {
  const of = (...matrix: number[]) =>
    classRows({
      classes: 2,
      matrix: Uint32Array.from(matrix),
      counts: Uint32Array.of(10, 10),
    });
  const nameOf = (label: number) => ['Shirt', 'Bag'][label]!;

  it('names the class that suffers most', () => {
    expect(hurtText(of(8, 2, 1, 9), of(2, 8, 2, 8), nameOf)).toBe(
      'Shirt suffers most: 80 % are right at A, 20 % here; 80 % are taken for Bag.',
    );
    expect(hurtText(of(8, 2, 1, 9), of(9, 1, 1, 9), nameOf)).toMatch(/No class suffers here/);
  });

  it('knows of classes without images', () => {
    const [row] = classRows({
      classes: 2,
      matrix: Uint32Array.of(0, 0, 0, 1),
      counts: Uint32Array.of(0, 1),
    });
    expect(row).toMatchObject({ right: NaN, mostly: null });
  });
});

describe('a drawn digit', () => {
  /** Ink where a condition holds. */
  const drawn = (size: number, holds: (x: number, y: number) => boolean) =>
    Uint8Array.from({ length: size * size }, (_, at) =>
      holds(at % size, Math.floor(at / size)) ? 255 : 0,
    );

  it('is nothing without ink', () => {
    expect(asMnist(new Uint8Array(100 * 100), 100)).toBeNull();
  });

  it('fills 20 pixels and stands in the middle, wherever and however large it is drawn', () => {
    const square = asMnist(
      drawn(100, (x, y) => x >= 5 && x < 45 && y >= 50 && y < 90),
      100,
    );
    const inside = (at: number) => at >= 4 && at < 24;
    square?.forEach((level, at) => {
      expect(level).toBe(inside(at % 28) && inside(Math.floor(at / 28)) ? 255 : 0);
    });
    const small = asMnist(
      drawn(100, (x, y) => x >= 70 && x < 80 && y >= 3 && y < 13),
      100,
    );
    expect(small).toEqual(square);
  });

  it('keeps its proportions, and its mass is in the middle', () => {
    // An L: a stroke, and a foot to its right.
    const letter = drawn(
      140,
      (x, y) => (x >= 20 && x < 30 && y < 100) || (y >= 90 && y < 100 && x >= 20 && x < 80),
    );
    const image = asMnist(letter, 140)!;
    const columns = new Set<number>();
    const rows = new Set<number>();
    let [mass, cx, cy] = [0, 0, 0];
    image.forEach((level, at) => {
      if (level === 0) return;
      columns.add(at % 28);
      rows.add(Math.floor(at / 28));
      mass += level;
      cx += level * ((at % 28) + 0.5);
      cy += level * (Math.floor(at / 28) + 0.5);
    });
    expect([columns.size, rows.size]).toEqual([12, 20]);
    expect(Math.abs(cx / mass - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(cy / mass - 14)).toBeLessThanOrEqual(0.5);
    expect(mass / 255).toBeCloseTo((1000 + 500) * (20 / 100) ** 2, -1);
  });

  it('leaves a digit of MNIST as it is', () => {
    // A ring of 20 pixels about the middle, drawn ten times as large.
    const ring = Uint8Array.from({ length: 784 }, (_, at) => {
      const far = Math.hypot((at % 28) - 13.5, Math.floor(at / 28) - 13.5);
      return far < 10 && far > 7 ? 255 : 0;
    });
    const large = drawn(280, (x, y) => ring[Math.floor(y / 10) * 28 + Math.floor(x / 10)] === 255);
    expect(asMnist(large, 280)).toEqual(ring);
  });
});
