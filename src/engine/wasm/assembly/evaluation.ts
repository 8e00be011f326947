/**
 * A dense layer in evaluation, where many networks see the same samples. Activations are panels
 * `[samples / 8][units + 1][8 samples]` with ones in the last row, weights are panels `[outputs / 5][inputs + 1][5]`
 * (see `packPanelsOf5`): the tile of a product is then a piece of the next layer's panel.
 */
import { outerTile } from './tile';

/** `y = f(W [x, 1])` for `panels` panels of samples, and a row of ones after the last unit. */
export function product(
  w: usize,
  inputs: i32,
  outputs: i32,
  x: usize,
  xStride: usize,
  panels: i32,
  y: usize,
  yStride: usize,
  activation: i32,
): void {
  const depth = inputs + 1;
  for (let o = 0; o < outputs; o += 5) {
    for (let s = 0; s < panels; s++)
      outerTile(
        depth,
        w,
        20,
        x + <usize>s * xStride,
        32,
        y + <usize>s * yStride + ((<usize>o) << 5),
        32,
        false,
        activation,
      );
    w += <usize>depth * 20;
  }
  ones(y, yStride, outputs, panels);
}

/** Writes row `row` of each panel: the input that carries the bias. */
export function ones(panel: usize, stride: usize, row: i32, panels: i32): void {
  for (let s = 0; s < panels; s++) {
    const at = panel + ((<usize>row) << 5);
    v128.store(at, f32x4.splat(1));
    v128.store(at, f32x4.splat(1), 16);
    panel += stride;
  }
}
