/**
 * What a network of two inputs says everywhere: its class over a grid of the square that its points lie in, and at some
 * of the points. The networks of a path are kept from one place of it to the next.
 */
import type { Dataset } from '../data/dataset';
import type { DatasetEngine, Engine } from '../engine/engine';
import type { Boundary, JobMap } from '../jobs/jobs';
import { combine } from '../model/weights';
import type { Curve } from '../science/paths/path';
import { predictedClasses, surest } from '../science/predictions';
import { curveOf } from './curves';
import { keptByKey } from './keptByKey';

type Ask = JobMap['boundary']['request'];

/** Paths that are kept: each of those that are looked at side by side. */
const KEPT = 4;

interface Kept extends Pick<NonNullable<Ask['path']>, 'architecture'> {
  readonly curve: Curve;
}

export type Boundaries = ReturnType<typeof createBoundaries>;

/** Those on one dataset under one normalisation. */
export function createBoundaries(
  engine: Engine,
  { classes, normalization }: Pick<Dataset, 'classes' | 'normalization'>,
) {
  const kept = keptByKey<Kept>(KEPT);
  /** The last grid that was asked for. */
  let grid: { readonly size: number; readonly engine: Promise<DatasetEngine> } | null = null;

  const gridOf = (size: number) => {
    if (grid?.size === size) return grid.engine;
    dispose();
    const loaded = engine.load(gridDataset(size, { classes, normalization }));
    grid = { size, engine: loaded };
    return loaded;
  };

  const dispose = () => {
    grid?.engine.then(
      (loaded) => loaded.dispose(),
      () => undefined,
    );
    grid = null;
  };

  return {
    /**
     * Answers null when the key is not known and its path is not given.
     *
     * @param points the engine on the dataset's own points
     */
    async at(
      points: DatasetEngine,
      { key, path, alpha, size, samples }: Omit<Ask, 'data'>,
    ): Promise<Boundary | null> {
      const one = await kept.find(
        key,
        path === null
          ? null
          : () => {
              const { architecture } = path;
              return Promise.resolve({ architecture, curve: curveOf(architecture, path.path) });
            },
      );
      if (one === null) return null;
      const { architecture, curve } = one;
      const weights = combine(curve.basis, curve.path.coefficientsAt(alpha));
      const square = await gridOf(size);
      const logits = await square.logits(architecture, weights, 'test', size * size);
      const own = await points.logits(architecture, weights, 'test', samples);
      return {
        classes: predictedClasses(logits, classes),
        sure: surest(logits, classes),
        points: predictedClasses(own, classes),
      };
    },
    /** Forgets them all; to be called before the engine is disposed of. */
    clear() {
      kept.clear();
      dispose();
    },
  };
}

/** Places `row * size + column` over the levels of both coordinates; row 0 is the lowest. */
function gridDataset(size: number, known: Pick<Dataset, 'classes' | 'normalization'>): Dataset {
  const count = size * size;
  const images = new Uint8Array(2 * count);
  const level = (i: number) => Math.round((255 * (i + 0.5)) / size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const at = 2 * (row * size + column);
      images[at] = level(column);
      images[at + 1] = level(row);
    }
  const samples = { count, images, labels: new Uint8Array(count) };
  return { id: 'grid', pixels: 2, ...known, train: samples, test: samples };
}
