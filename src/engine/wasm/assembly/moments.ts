/** Sums over samples of the activations of two networks, in float64 over blocks that are summed in float32. */
import { relu, tanh } from './simd';
import { outerTile, NONE, RELU } from './tile';

/** Adds `sum_s b_i(s) a_j(s)` over rows of samples to the float64 `to[units][units]`; `tile` is 160 bytes of scratch. */
export function addProduct(
  b: usize,
  a: usize,
  ld: usize,
  samples: i32,
  units: i32,
  tile: usize,
  to: usize,
): void {
  for (let i = 0; i < units; i += 5) {
    const rows = min(5, units - i);
    for (let j = 0; j < units; j += 8) {
      const columns = min(8, units - j);
      const left = b + ((<usize>i) << 2);
      const right = a + ((<usize>j) << 2);
      outerTile(samples, left, ld, right, ld, tile, 32, false, NONE);
      for (let r = 0; r < rows; r++) {
        let at = to + ((<usize>(i + r) * <usize>units + <usize>j) << 3);
        const from = tile + ((<usize>r) << 5);
        for (let c = 0; c < columns; c++) {
          store<f64>(at, load<f64>(at) + <f64>load<f32>(from + ((<usize>c) << 2)));
          at += 8;
        }
      }
    }
  }
}

/** Adds `sum_s x_j(s)` and `sum_s x_j(s)^2` to the float64 `sum[units]` and `square[units]`. */
export function addSums(
  x: usize,
  ld: usize,
  samples: i32,
  units: i32,
  sum: usize,
  square: usize,
): void {
  for (let s = 0; s < samples; s++) {
    for (let j: usize = 0; j < <usize>units; j++) {
      const value = <f64>load<f32>(x + (j << 2));
      const at = j << 3;
      store<f64>(sum + at, load<f64>(sum + at) + value);
      store<f64>(square + at, load<f64>(square + at) + value * value);
    }
    x += ld;
  }
}

/** Applies a nonlinearity to the first `units` of each row. */
export function activateRows(x: usize, ld: usize, samples: i32, units: i32, activation: i32): void {
  for (let s = 0; s < samples; s++) {
    let u = 0;
    for (; u <= units - 4; u += 4) {
      const at = x + ((<usize>u) << 2);
      const z = v128.load(at);
      v128.store(at, activation == RELU ? relu(z) : tanh(z));
    }
    for (; u < units; u++) {
      const at = x + ((<usize>u) << 2);
      const z = v128.load32_zero(at);
      v128.store32_lane(at, activation == RELU ? relu(z) : tanh(z), 0);
    }
    x += ld;
  }
}
