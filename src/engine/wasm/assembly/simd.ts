/** Elementary functions in four float32 lanes. All of them hand NaN on, so that a diverged network shows. */

/** `a b + c`, with one rounding where the binary may use relaxed SIMD and the machine has a fused operation. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** `max(x, 0)`; `pmax` is one instruction where `max` is seven, and keeps a NaN that comes first. */
export function relu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

function clamp(x: v128, bound: f32): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(-bound)), f32x4.splat(bound));
}

/**
 * `e^x`, to about 1e-7 of its value, with x held within +-87. The power of two comes out of the low bits of
 * `x / ln 2` plus 1.5 * 2^23; the rest is Cephes' polynomial (Moshier, expf).
 */
export function exp(v: v128): v128 {
  const x = clamp(v, 87);
  const magic = f32x4.splat(12582912);
  const shifted = madd(x, f32x4.splat(1.44269504088896341), magic);
  const n = f32x4.sub(shifted, magic);
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.1219444e-4), r);
  let p = f32x4.splat(1.98756915e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = madd(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000));
  return f32x4.mul(p, power);
}

/**
 * `ln x` of a positive normal number, to about 1e-7 of its value; NaN for anything that is not finite. Cephes'
 * polynomial (Moshier, logf) on a mantissa between the square roots of 1/2 and 2.
 */
export function log(x: v128): v128 {
  const rootHalf = i32x4.splat(0x3f3504f3);
  const shifted = i32x4.sub(x, rootHalf);
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const mantissa = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), rootHalf);
  const f = f32x4.sub(mantissa, f32x4.splat(1));
  const square = f32x4.mul(f, f);
  let p = f32x4.splat(7.0376836292e-2);
  p = madd(p, f, f32x4.splat(-1.151461031e-1));
  p = madd(p, f, f32x4.splat(1.167699874e-1));
  p = madd(p, f, f32x4.splat(-1.2420140846e-1));
  p = madd(p, f, f32x4.splat(1.4249322787e-1));
  p = madd(p, f, f32x4.splat(-1.6668057665e-1));
  p = madd(p, f, f32x4.splat(2.0000714765e-1));
  p = madd(p, f, f32x4.splat(-2.4999993993e-1));
  p = madd(p, f, f32x4.splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, f), square);
  y = madd(e, f32x4.splat(-2.1219444e-4), y);
  y = madd(square, f32x4.splat(-0.5), y);
  y = f32x4.add(f, y);
  y = madd(e, f32x4.splat(0.693359375), y);
  return f32x4.add(y, f32x4.sub(x, x));
}

/** `tanh x`, to about 3e-7 of its value: the rational function of Eigen's `ptanh`. */
export function tanh(v: v128): v128 {
  const x = clamp(v, 7.90531110763549805);
  const square = f32x4.mul(x, x);
  let p = f32x4.splat(-2.76076847742355e-16);
  p = madd(p, square, f32x4.splat(2.00018790482477e-13));
  p = madd(p, square, f32x4.splat(-8.60467152213735e-11));
  p = madd(p, square, f32x4.splat(5.12229709037114e-8));
  p = madd(p, square, f32x4.splat(1.48572235717979e-5));
  p = madd(p, square, f32x4.splat(6.37261928875436e-4));
  p = madd(p, square, f32x4.splat(4.89352455891786e-3));
  let q = f32x4.splat(1.19825839466702e-6);
  q = madd(q, square, f32x4.splat(1.18534705686654e-4));
  q = madd(q, square, f32x4.splat(2.268434632439e-3));
  q = madd(q, square, f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(x, p), q);
}
