/** One step of PyTorch's optimizers over `count` numbers, a multiple of 4; `scale` multiplies the gradient. */
import { madd } from './simd';

/**
 * AdamW (Loshchilov and Hutter 2019): `m = b1 m + (1 - b1) g`, `v = b2 v + (1 - b2) g^2`,
 * `p = keep p - rate m / (sqrt(v) spread + epsilon)`, with `keep = 1 - lr decay`, `rate = lr / (1 - b1^t)`,
 * `spread = 1 / sqrt(1 - b2^t)`.
 */
export function adamw(
  p: usize,
  m: usize,
  v: usize,
  g: usize,
  count: i32,
  scale: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  keep: f32,
  rate: f32,
  spread: f32,
  epsilon: f32,
): void {
  const end = p + ((<usize>count) << 2);
  while (p < end) {
    const gradient = f32x4.mul(v128.load(g), f32x4.splat(scale));
    const first = madd(v128.load(m), f32x4.splat(beta1), f32x4.mul(gradient, f32x4.splat(rest1)));
    const second = madd(
      v128.load(v),
      f32x4.splat(beta2),
      f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(rest2)),
    );
    v128.store(m, first);
    v128.store(v, second);
    const size = madd(f32x4.sqrt(second), f32x4.splat(spread), f32x4.splat(epsilon));
    const step = f32x4.div(f32x4.mul(first, f32x4.splat(rate)), size);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), f32x4.splat(keep)), step));
    p += 16;
    m += 16;
    v += 16;
    g += 16;
  }
}

/** SGD: `g += decay p`, `m = momentum m + g`, `p -= rate m`; zeroed `m` makes the first step PyTorch's. */
export function sgd(
  p: usize,
  m: usize,
  g: usize,
  count: i32,
  scale: f32,
  rate: f32,
  momentum: f32,
  decay: f32,
): void {
  const end = p + ((<usize>count) << 2);
  while (p < end) {
    const weight = v128.load(p);
    const gradient = madd(weight, f32x4.splat(decay), f32x4.mul(v128.load(g), f32x4.splat(scale)));
    const velocity = madd(v128.load(m), f32x4.splat(momentum), gradient);
    v128.store(m, velocity);
    v128.store(p, madd(velocity, f32x4.splat(-rate), weight));
    p += 16;
    m += 16;
    g += 16;
  }
}
