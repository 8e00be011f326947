/**
 * Points of a square, by quadrant (Ainsworth et al. 2023, "Git Re-Basin", Sec. 5): class 1 is the quadrant of two
 * positive coordinates. A regular grid in place of draws, so that there is nothing random about it.
 */
import { CATALOG } from './catalog';
import type { Dataset, Samples } from './dataset';

/** There are `2 ** BITS` points on each side of the square. */
const BITS = 5;
const SIDE = 2 ** BITS;
/** Levels from one point to the next. */
const STEP = 256 / SIDE;

/** A new dataset of 32 x 32 points, each an image of one place with two channels; the test points are the training points. */
export function makeQuadrant(): Dataset {
  const { id, channels: pixels, classes, normalization } = CATALOG.quadrant;
  const samples = points();
  return {
    id,
    pixels,
    normalization,
    classes: classes.length,
    train: samples,
    test: samples,
  };
}

/**
 * Levels 4, 12, ..., 252 of both coordinates: half of them stand for numbers above 0. The first 4, 16, 64, ... points
 * are regular grids by themselves, as who measures on few takes the first.
 */
function points(): Samples {
  const count = SIDE * SIDE;
  const images = new Uint8Array(2 * count);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let [column, row] = [0, 0];
    // The lowest bits of the index are the highest of the place.
    for (let bit = 0; bit < BITS; bit++) {
      column = 2 * column + ((i >> (2 * bit)) & 1);
      row = 2 * row + ((i >> (2 * bit + 1)) & 1);
    }
    images[2 * i] = STEP * (column + 0.5);
    images[2 * i + 1] = STEP * (row + 0.5);
    labels[i] = Number(2 * column >= SIDE && 2 * row >= SIDE);
  }
  return { count, images, labels };
}
