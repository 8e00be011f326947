/** Packs numbers into the layouts of the products, and unpacks them. */

/**
 * Rows of inputs and a 1 after the last, which carries the bias. Images are `channels` planes of `pixels`; the input
 * of a grey level is in its channel's row of `levels[channels][256]`.
 */
export function gather(
  images: usize,
  channels: i32,
  pixels: i32,
  indices: usize,
  count: i32,
  levels: usize,
  x: usize,
  ldx: usize,
): void {
  for (let s = 0; s < count; s++) {
    const size = <usize>channels * <usize>pixels;
    let image = images + <usize>load<u32>(indices + ((<usize>s) << 2)) * size;
    let table = levels;
    let to = x;
    for (let c = 0; c < channels; c++) {
      let i = 0;
      for (; i <= pixels - 8; i += 8) {
        const grey = load<u64>(image + <usize>i);
        let v = v128.load32_zero(table + ((<usize>(grey & 255)) << 2));
        v = v128.load32_lane(table + ((<usize>((grey >> 8) & 255)) << 2), v, 1);
        v = v128.load32_lane(table + ((<usize>((grey >> 16) & 255)) << 2), v, 2);
        v = v128.load32_lane(table + ((<usize>((grey >> 24) & 255)) << 2), v, 3);
        v128.store(to, v);
        v = v128.load32_zero(table + ((<usize>((grey >> 32) & 255)) << 2));
        v = v128.load32_lane(table + ((<usize>((grey >> 40) & 255)) << 2), v, 1);
        v = v128.load32_lane(table + ((<usize>((grey >> 48) & 255)) << 2), v, 2);
        v = v128.load32_lane(table + ((<usize>(grey >> 56)) << 2), v, 3);
        v128.store(to, v, 16);
        to += 32;
      }
      for (; i < pixels; i++) {
        store<f32>(to, load<f32>(table + ((<usize>load<u8>(image + <usize>i)) << 2)));
        to += 4;
      }
      image += <usize>pixels;
      table += 1024;
    }
    store<f32>(to, 1);
    x += ldx;
  }
}

/**
 * Panels of inputs, read as in {@link gather}, of consecutive samples: `[count / 8][channels pixels + 1][8 samples]`, a
 * row of ones last. Samples of the last panel beyond `count` repeat the last one.
 */
export function inputPanels(
  images: usize,
  channels: i32,
  pixels: i32,
  count: i32,
  levels: usize,
  panels: usize,
  stride: usize,
): void {
  for (let first = 0; first < count; first += 8) {
    for (let sample = 0; sample < 8; sample++) {
      const size = <usize>channels * <usize>pixels;
      let image = images + <usize>min(first + sample, count - 1) * size;
      let table = levels;
      let to = panels + ((<usize>sample) << 2);
      for (let c = 0; c < channels; c++) {
        for (let i = 0; i < pixels; i++) {
          store<f32>(to, load<f32>(table + ((<usize>load<u8>(image)) << 2)));
          image++;
          to += 32;
        }
        table += 1024;
      }
      store<f32>(to, 1);
    }
    panels += stride;
  }
}

/**
 * A layer to panels `[outputs / 8][rows][8 outputs]`. The row of tap (y, x) of its `kernel` squared and of input `i` is
 * `y run + x place + i`; row `kernel run` holds the biases; what is left over is zero. A dense layer has one tap.
 */
export function packPanels(
  weight: usize,
  bias: usize,
  inputs: i32,
  outputs: i32,
  kernel: i32,
  place: i32,
  run: i32,
  rows: i32,
  panels: usize,
): void {
  const last = (<usize>(kernel * run)) << 5;
  memory.fill(panels, 0, (<usize>(((outputs + 7) >> 3) * rows)) << 5);
  for (let o = 0; o < outputs; o++) {
    const to = panels + ((<usize>((o >> 3) * rows)) << 5) + ((<usize>(o & 7)) << 2);
    for (let i = 0; i < inputs; i++) {
      for (let y = 0; y < kernel; y++) {
        for (let x = 0; x < kernel; x++) {
          store<f32>(to + ((<usize>(y * run + x * place + i)) << 5), load<f32>(weight));
          weight += 4;
        }
      }
    }
    store<f32>(to + last, load<f32>(bias + ((<usize>o) << 2)));
  }
}

/** The inverse of {@link packPanels}. */
export function unpackPanels(
  panels: usize,
  inputs: i32,
  outputs: i32,
  kernel: i32,
  place: i32,
  run: i32,
  rows: i32,
  weight: usize,
  bias: usize,
): void {
  const last = (<usize>(kernel * run)) << 5;
  for (let o = 0; o < outputs; o++) {
    const from = panels + ((<usize>((o >> 3) * rows)) << 5) + ((<usize>(o & 7)) << 2);
    for (let i = 0; i < inputs; i++) {
      for (let y = 0; y < kernel; y++) {
        for (let x = 0; x < kernel; x++) {
          store<f32>(weight, load<f32>(from + ((<usize>(y * run + x * place + i)) << 5)));
          weight += 4;
        }
      }
    }
    store<f32>(bias + ((<usize>o) << 2), load<f32>(from + last));
  }
}

/** A dense layer to panels `[outputs / 5][inputs + 1][5 outputs]`, biases last; what is left over is zero. */
export function packPanelsOf5(
  weight: usize,
  bias: usize,
  inputs: i32,
  outputs: i32,
  panels: usize,
): void {
  const panel = <usize>(inputs + 1) * 20;
  const bytes = (<usize>inputs) << 2;
  for (let first = 0; first < outputs; first += 5) {
    const valid = min(5, outputs - first);
    if (valid < 5) memory.fill(panels, 0, panel);
    for (let output = 0; output < valid; output++) {
      let to = panels + ((<usize>output) << 2);
      let from = weight + <usize>(first + output) * bytes;
      for (let i = 0; i < inputs; i++) {
        store<f32>(to, load<f32>(from));
        from += 4;
        to += 20;
      }
      store<f32>(to, load<f32>(bias + ((<usize>(first + output)) << 2)));
    }
    panels += panel;
  }
}

/** Rows `[count][columns]` to panels `[count / 8][columns][8 samples]`. */
export function rowsToPanels(
  x: usize,
  ldx: usize,
  count: i32,
  columns: i32,
  panels: usize,
  stride: usize,
): void {
  for (let s = 0; s < count; s++) {
    let to = panels + <usize>(s >> 3) * stride + ((<usize>(s & 7)) << 2);
    let from = x;
    for (let i = 0; i < columns; i++) {
      store<f32>(to, load<f32>(from));
      from += 4;
      to += 32;
    }
    x += ldx;
  }
}

/** The inverse of {@link rowsToPanels}. */
export function panelsToRows(
  panels: usize,
  stride: usize,
  count: i32,
  columns: i32,
  x: usize,
  ldx: usize,
): void {
  for (let s = 0; s < count; s++) {
    let from = panels + <usize>(s >> 3) * stride + ((<usize>(s & 7)) << 2);
    let to = x;
    for (let i = 0; i < columns; i++) {
      store<f32>(to, load<f32>(from));
      from += 32;
      to += 4;
    }
    x += ldx;
  }
}
