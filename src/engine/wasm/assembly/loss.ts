/** Loss, accuracy and the deltas of the logits, from panels `[samples / 8][classes][8 samples]`. */
import { exp, log, madd } from './simd';

/**
 * Adds the cross-entropy of each sample to the float64 at `result` and the number of right answers to the one after
 * it. Where `scale` is not zero the logits become `scale (softmax - one-hot)`.
 */
export function crossEntropy(
  logits: usize,
  stride: usize,
  classes: i32,
  labels: usize,
  samples: i32,
  scale: f32,
  result: usize,
): void {
  for (let s = 0; s < samples; s += 4) {
    const label = labelsOf(labels + <usize>s);
    const first = fourSamples(logits, stride, s);
    const end = first + ((<usize>classes) << 5);
    let best = v128.load(first);
    let bestClass = i32x4.splat(0);
    let own = best;
    let c = 1;
    for (let at = first + 32; at < end; at += 32) {
      const z = v128.load(at);
      const here = i32x4.splat(c++);
      const higher = f32x4.gt(z, best);
      best = v128.bitselect(z, best, higher);
      bestClass = v128.bitselect(here, bestClass, higher);
      own = v128.bitselect(z, own, i32x4.eq(label, here));
    }
    let sum = f32x4.splat(0);
    for (let at = first; at < end; at += 32) {
      const e = exp(f32x4.sub(v128.load(at), best));
      sum = f32x4.add(sum, e);
      if (scale != 0) v128.store(at, e);
    }
    if (scale != 0) {
      const factor = f32x4.div(f32x4.splat(scale), sum);
      const one = f32x4.splat(scale);
      c = 0;
      for (let at = first; at < end; at += 32) {
        const hot = v128.and(one, i32x4.eq(label, i32x4.splat(c++)));
        v128.store(at, f32x4.sub(f32x4.mul(v128.load(at), factor), hot));
      }
    }
    const loss = f32x4.sub(log(sum), f32x4.sub(own, best));
    add(loss, i32x4.eq(bestClass, label), samples - s, result);
  }
}

/** As {@link crossEntropy}, for the mean over the classes of the squared distance to the one-hot target. */
export function squaredError(
  logits: usize,
  stride: usize,
  classes: i32,
  labels: usize,
  samples: i32,
  scale: f32,
  result: usize,
): void {
  const factor = f32x4.splat((2 * scale) / <f32>classes);
  for (let s = 0; s < samples; s += 4) {
    const label = labelsOf(labels + <usize>s);
    const first = fourSamples(logits, stride, s);
    const end = first + ((<usize>classes) << 5);
    let best = v128.load(first);
    let bestClass = i32x4.splat(0);
    let sum = f32x4.splat(0);
    let c = 0;
    for (let at = first; at < end; at += 32) {
      const z = v128.load(at);
      const here = i32x4.splat(c++);
      const higher = f32x4.gt(z, best);
      best = v128.bitselect(z, best, higher);
      bestClass = v128.bitselect(here, bestClass, higher);
      const hot = v128.and(f32x4.splat(1), i32x4.eq(label, here));
      const difference = f32x4.sub(z, hot);
      sum = madd(difference, difference, sum);
      if (scale != 0) v128.store(at, f32x4.mul(difference, factor));
    }
    const loss = f32x4.div(sum, f32x4.splat(<f32>classes));
    add(loss, i32x4.eq(bestClass, label), samples - s, result);
  }
}

/** Address of the first class of samples `s` to `s + 3`. */
function fourSamples(logits: usize, stride: usize, s: i32): usize {
  return logits + <usize>(s >> 3) * stride + ((<usize>(s & 4)) << 2);
}

/** Four labels as lanes. */
function labelsOf(labels: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(labels)));
}

/** Adds the first `samples` lanes to the sums at `result`. */
function add(loss: v128, right: v128, samples: i32, result: usize): void {
  const lanes = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(samples));
  const counted = v128.and(loss, lanes);
  const pairs = f64x2.add(
    f64x2.promote_low_f32x4(counted),
    f64x2.promote_low_f32x4(v128.shuffle<i64>(counted, counted, 1, 0)),
  );
  const sum = f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
  store<f64>(result, load<f64>(result) + sum);
  const count = popcnt(i32x4.bitmask(v128.and(right, lanes)));
  store<f64>(result, load<f64>(result, 8) + <f64>count, 8);
}
