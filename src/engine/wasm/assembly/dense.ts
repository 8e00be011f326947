/**
 * A dense layer in training. Activations are rows `[samples][ld]` with a 1 after the last unit; weights are panels
 * `[outputs / 8][rows][8]` with the biases in row `inputs` (see `packPanels`), so that one layout serves all three
 * products unpacked; deltas are kept as rows and as panels `[samples / 8][units][8]`. Strides are bytes.
 */
import { madd } from './simd';
import { innerTile, outerTile, NONE, RELU, TANH } from './tile';

/** `y = f([x, 1] W)` for `groups` times 5 samples, and a 1 after the last unit. */
export function forward(
  x: usize,
  ldx: usize,
  inputs: i32,
  w: usize,
  stride: usize,
  outputs: i32,
  groups: i32,
  y: usize,
  ldy: usize,
  activation: i32,
): void {
  const depth = inputs + 1;
  for (let j = 0; j < outputs; j += 8) {
    for (let g = 0; g < groups; g++) {
      innerTile(
        1,
        depth,
        x + <usize>(g * 5) * ldx,
        ldx,
        0,
        w,
        0,
        0,
        y + <usize>(g * 5) * ldy + ((<usize>j) << 2),
        ldy,
        activation,
      );
    }
    w += stride;
  }
  let one = y + ((<usize>outputs) << 2);
  for (let s = 0; s < groups * 5; s++) {
    store<f32>(one, 1);
    one += ldy;
  }
}

/** Deltas of a layer's inputs, before the activation's slope: `W d`, as panels `[samples / 8][inputs][8]`. */
export function backward(
  w: usize,
  stride: usize,
  inputs: i32,
  outputs: i32,
  samples: i32,
  d: usize,
  dStride: usize,
  below: usize,
  belowStride: usize,
): void {
  const blocks = (outputs + 7) >> 3;
  const panels = (samples + 7) >> 3;
  for (let i = 0; i < inputs; i += 5) {
    for (let s = 0; s < panels; s++) {
      innerTile(
        blocks,
        8,
        w,
        32,
        stride,
        d + <usize>s * dStride,
        0,
        0,
        below + <usize>s * belowStride + ((<usize>i) << 5),
        32,
        NONE,
      );
    }
    w += 160;
  }
}

/** Gradient of one panel of weights and biases, `[rows][8]`: `[x, 1]^T d`, zero in the rows left over. */
export function gradientPanel(
  x: usize,
  ldx: usize,
  inputs: i32,
  d: usize,
  ldd: usize,
  samples: i32,
  rows: i32,
  gradient: usize,
): void {
  for (let i = 0; i <= inputs; i += 5) {
    const from = x + ((<usize>i) << 2);
    outerTile(samples, from, ldx, d, ldd, gradient + ((<usize>i) << 5), 32, false, NONE);
  }
  memory.fill(gradient + ((<usize>(inputs + 1)) << 5), 0, (<usize>(rows - inputs - 1)) << 5);
}

/**
 * Multiplies deltas by the activation's slope, computed from the activations `y`, in their panels and into rows. Units
 * up to the next multiple of 8 are made zero, so that padding stays without gradient.
 */
export function slope(
  panels: usize,
  stride: usize,
  units: i32,
  samples: i32,
  y: usize,
  ldy: usize,
  activation: i32,
  d: usize,
  ldd: usize,
): void {
  const padded = (units + 7) & ~7;
  for (let s = 0; s < samples; s += 8) {
    memory.fill(panels + ((<usize>units) << 5), 0, (<usize>(padded - units)) << 5);
    for (let half = 0; half < 8; half += 4) {
      for (let u = 0; u < padded; u += 4) {
        const from = panels + ((<usize>u) << 5) + ((<usize>half) << 2);
        const ys = y + <usize>(s + half) * ldy + ((<usize>u) << 2);
        const ds = d + <usize>(s + half) * ldd + ((<usize>u) << 2);
        let p0 = v128.load(from);
        let p1 = v128.load(from, 32);
        let p2 = v128.load(from, 64);
        let p3 = v128.load(from, 96);
        // [unit][sample] to [sample][unit]
        let a = v128.shuffle<i32>(p0, p1, 0, 4, 1, 5);
        let b = v128.shuffle<i32>(p2, p3, 0, 4, 1, 5);
        const c = v128.shuffle<i32>(p0, p1, 2, 6, 3, 7);
        const e = v128.shuffle<i32>(p2, p3, 2, 6, 3, 7);
        let r0 = v128.shuffle<i64>(a, b, 0, 2);
        let r1 = v128.shuffle<i64>(a, b, 1, 3);
        let r2 = v128.shuffle<i64>(c, e, 0, 2);
        let r3 = v128.shuffle<i64>(c, e, 1, 3);
        if (activation != NONE) {
          r0 = slopeOf(r0, v128.load(ys), activation);
          r1 = slopeOf(r1, v128.load(ys + ldy), activation);
          r2 = slopeOf(r2, v128.load(ys + 2 * ldy), activation);
          r3 = slopeOf(r3, v128.load(ys + 3 * ldy), activation);
          a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
          b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
          p0 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
          p1 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
          v128.store(from, v128.shuffle<i64>(a, b, 0, 2));
          v128.store(from, v128.shuffle<i64>(a, b, 1, 3), 32);
          v128.store(from, v128.shuffle<i64>(p0, p1, 0, 2), 64);
          v128.store(from, v128.shuffle<i64>(p0, p1, 1, 3), 96);
        }
        v128.store(ds, r0);
        v128.store(ds + ldd, r1);
        v128.store(ds + 2 * ldd, r2);
        v128.store(ds + 3 * ldd, r3);
      }
    }
    panels += stride;
  }
}

/** `d f'(z)` computed from `y = f(z)`. */
export function slopeOf(d: v128, y: v128, activation: i32): v128 {
  if (activation == RELU) return v128.and(d, f32x4.gt(y, f32x4.splat(0)));
  if (activation == TANH) return f32x4.mul(d, f32x4.sub(f32x4.splat(1), f32x4.mul(y, y)));
  return d;
}
