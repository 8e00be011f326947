/**
 * Points of a square, by quadrant (Ainsworth et al. 2022, "Git Re-Basin", Sec. 5): class 1 is the quadrant of two
 * positive coordinates. A regular grid in place of draws, so that there is nothing random about it.
 */
import { CATALOG } from './catalog';
import type { Dataset, Samples } from './dataset';

/** Points on each side of the square. */
const SIDE = 32;
/** Levels from one point to the next. */
const STEP = 256 / SIDE;

/** A new dataset of 32 x 32 points, each an image of one place with two channels; the test points are the training points. */
export function makeQuadrant(): Dataset {
  const { id, channels: pixels, classes, normalization } = CATALOG.quadrant;
  const samples = points();
  return {
    ...{ id, pixels, normalization, classes: classes.length },
    ...{ train: samples, test: samples },
  };
}

/** Levels 4, 12, ..., 252 of both coordinates: half of them stand for numbers above 0. */
function points(): Samples {
  const count = SIDE * SIDE;
  const images = new Uint8Array(2 * count);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    images[2 * i] = STEP * (column + 0.5);
    images[2 * i + 1] = STEP * (row + 0.5);
    labels[i] = Number(2 * column >= SIDE && 2 * row >= SIDE);
  }
  return { count, images, labels };
}
