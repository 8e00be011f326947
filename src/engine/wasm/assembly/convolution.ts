/**
 * Convolutions of one image. An image is `side` rows of `side + 1` places, each of them its channels and nothing else,
 * `place` bytes; the last place of a row is zero, and so are a row and a place before the image and after it. That
 * place of zeros lies beyond the end of its row and before the beginning of the next one, so a convolution reads
 * `kernel` runs of `kernel` places around each place, and the image is one row of `side (side + 1)` places to it.
 * Addresses are those of the first place. Weights are the panels of `packPanels`, with `place / 4` rows for a tap and
 * `kernel place / 4`, rounded up to a multiple of 5, for a run; the 8 outputs of a panel are part of a place.
 */
import { slopeOf } from './dense';
import { innerTile, outerTile, NONE } from './tile';

/** Bytes of two images' rows that one sweep over the taps reads: what stays in a first-level cache. */
const SWEEP: i32 = 24576;

/** Rows of a run of weights. */
function runOf(kernel: i32, place: usize): i32 {
  return ((kernel * <i32>(place >> 2) + 4) / 5) * 5;
}

/** An image of inputs: the level of each channel by its row of `levels[channels][256]`. */
export function gatherImage(
  image: usize,
  channels: i32,
  side: i32,
  levels: usize,
  x: usize,
  place: usize,
): void {
  for (let c = 0; c < channels; c++) {
    let to = x + ((<usize>c) << 2);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        store<f32>(to, load<f32>(levels + ((<usize>load<u8>(image++)) << 2)));
        to += place;
      }
      to += place;
    }
    levels += 1024;
  }
}

/** `y = f(W * x + b)`. Tiles run over the end of `y` by up to 4 places, which become zero. */
export function convolve(
  x: usize,
  place: usize,
  side: i32,
  kernel: i32,
  w: usize,
  stride: usize,
  outputs: i32,
  y: usize,
  yPlace: usize,
  activation: i32,
): void {
  const pitch = <usize>(side + 1) * place;
  const steps = kernel * <i32>(place >> 2);
  const run = runOf(kernel, place);
  const gap = (<usize>(run - steps)) << 5;
  const first = kernel == 3 ? x - pitch - place : x;
  const places = side * (side + 1);
  for (let o = 0; o < outputs; o += 8) {
    const bias = w + ((<usize>(kernel * run)) << 5);
    const to = y + ((<usize>o) << 2);
    for (let p = 0; p < places; p += 5) {
      const from = first + <usize>p * place;
      const c = to + <usize>p * yPlace;
      innerTile(kernel, steps, from, place, pitch, w, gap, bias, c, yPlace, activation);
    }
    w += stride;
  }
  for (let row = 1; row <= side; row++)
    memory.fill(y + <usize>(row * (side + 1) - 1) * yPlace, 0, yPlace);
  memory.fill(y + <usize>places * yPlace, 0, <usize>(((places + 4) / 5) * 5 - places) * yPlace);
}

/**
 * Adds the gradient of weights and biases to panels like those of the weights. Rows that round a run up are left with
 * numbers that mean nothing.
 */
export function addConvolutionGradient(
  x: usize,
  place: usize,
  side: i32,
  kernel: i32,
  d: usize,
  dPlace: usize,
  outputs: i32,
  gradient: usize,
  stride: usize,
): void {
  const pitch = <usize>(side + 1) * place;
  const dPitch = <usize>(side + 1) * dPlace;
  const run = runOf(kernel, place);
  const first = kernel == 3 ? x - pitch - place : x;
  const rows = max(1, SWEEP / <i32>(pitch + dPitch));
  for (let row = 0; row < side; row += rows) {
    const depth = min(rows, side - row) * (side + 1);
    const b = d + <usize>row * dPitch;
    for (let o = 0; o < outputs; o += 8) {
      const from = b + ((<usize>o) << 2);
      let to = gradient + <usize>(o >> 3) * stride;
      for (let y = 0; y < kernel; y++) {
        let a = first + <usize>(row + y) * pitch;
        for (let i = 0; i < run; i += 5) {
          outerTile(depth, a, place, from, dPlace, to, 32, true, NONE);
          a += 20;
          to += 160;
        }
      }
      addPlaces(from, dPlace, depth, to);
    }
  }
}

/** Adds 8 channels of consecutive places to the 8 numbers at `to`. */
function addPlaces(d: usize, place: usize, places: i32, to: usize): void {
  let left = f32x4.splat(0);
  let right = left;
  for (let p = 0; p < places; p++) {
    left = f32x4.add(left, v128.load(d));
    right = f32x4.add(right, v128.load(d, 16));
    d += place;
  }
  v128.store(to, f32x4.add(v128.load(to), left));
  v128.store(to, f32x4.add(v128.load(to, 16), right), 16);
}

/** `x` = means over squares of `pool x pool` places of `y`; the side of `x` is `side / pool`. */
export function averagePool(y: usize, side: i32, pool: i32, place: usize, x: usize): void {
  const pitch = <usize>(side + 1) * place;
  const share = f32x4.splat(<f32>1 / <f32>(pool * pool));
  for (let row = 0; row < side; row += pool) {
    for (let column = 0; column < side; column += pool) {
      const corner = y + <usize>row * pitch + <usize>column * place;
      for (let c: usize = 0; c < place; c += 16) {
        let sum = f32x4.splat(0);
        for (let i = 0; i < pool; i++) {
          let from = corner + <usize>i * pitch + c;
          for (let j = 0; j < pool; j++) {
            sum = f32x4.add(sum, v128.load(from));
            from += place;
          }
        }
        v128.store(x + c, f32x4.mul(sum, share));
      }
      x += place;
    }
    x += place;
  }
}

/**
 * Deltas `d` before the activation, computed from `y`, and the pool, from those after it, `g`; with the zeros at
 * the end of each row.
 */
export function unpool(
  g: usize,
  side: i32,
  pool: i32,
  place: usize,
  y: usize,
  activation: i32,
  d: usize,
): void {
  const share = f32x4.splat(<f32>1 / <f32>(pool * pool));
  const pitch = <usize>(side / pool + 1) * place;
  for (let row = 0; row < side; row++) {
    let from = g + <usize>(row / pool) * pitch;
    for (let column = 0; column < side; column += pool) {
      for (let j = 0; j < pool; j++) {
        for (let c: usize = 0; c < place; c += 16) {
          const slope = slopeOf(v128.load(from + c), v128.load(y + c), activation);
          v128.store(d + c, f32x4.mul(slope, share));
        }
        y += place;
        d += place;
      }
      from += place;
    }
    memory.fill(d, 0, place);
    y += place;
    d += place;
  }
}

/**
 * The weights of the convolution that takes deltas of a layer's outputs to those of its inputs: each tap at the
 * opposite place, inputs and outputs exchanged, no biases. `rows` and `toRows` are those of the two panels; numbers that
 * round a panel up are left as they were.
 */
export function transposePanels(
  w: usize,
  inputs: i32,
  outputs: i32,
  kernel: i32,
  place: i32,
  rows: i32,
  to: usize,
  toPlace: i32,
  toRows: i32,
): void {
  const run = runOf(kernel, (<usize>place) << 2);
  const toRun = runOf(kernel, (<usize>toPlace) << 2);
  for (let y = 0; y < kernel; y++) {
    for (let x = 0; x < kernel; x++) {
      const first = y * run + x * place;
      const last = (kernel - 1 - y) * toRun + (kernel - 1 - x) * toPlace;
      for (let i = 0; i < inputs; i++) {
        const panel = to + ((<usize>((i >> 3) * toRows + last)) << 5) + ((<usize>(i & 7)) << 2);
        for (let o = 0; o < outputs; o++) {
          const from = w + ((<usize>((o >> 3) * rows + first + i)) << 5);
          store<f32>(panel + ((<usize>o) << 5), load<f32>(from + ((<usize>(o & 7)) << 2)));
        }
      }
    }
  }
}
