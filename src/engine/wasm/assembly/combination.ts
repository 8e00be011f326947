import { madd, tanh } from './simd';
import { leastOf, TANH } from './tile';

/**
 * `to = f(sum_k factors[k] sources[k])` over `panels` runs of `count` numbers, a multiple of 8. A run begins `stride`
 * bytes after the one before; in the sources `fromStride` bytes, and the first `offset` bytes after the address in
 * `sources[terms]`. With no terms, `f(0)`.
 */
export function combine(
  to: usize,
  stride: usize,
  panels: i32,
  count: i32,
  sources: usize,
  factors: usize,
  terms: i32,
  offset: usize,
  fromStride: usize,
  activation: i32,
): void {
  const bytes = (<usize>count) << 2;
  for (let p = 0; p < panels; p++) {
    if (terms == 2) combineTwo(to, bytes, sources, factors, offset, activation);
    else if (terms == 3) combineThree(to, bytes, sources, factors, offset, activation);
    else combineAny(to, bytes, sources, factors, terms, offset, activation);
    if (activation == TANH)
      for (let at = to; at < to + bytes; at += 16) v128.store(at, tanh(v128.load(at)));
    to += stride;
    offset += fromStride;
  }
}

function combineTwo(
  to: usize,
  bytes: usize,
  sources: usize,
  factors: usize,
  offset: usize,
  activation: i32,
): void {
  let a = <usize>load<u32>(sources) + offset;
  let b = <usize>load<u32>(sources, 4) + offset;
  const fa = v128.load32_splat(factors);
  const fb = v128.load32_splat(factors, 4);
  const least = leastOf(activation);
  for (const end = to + bytes; to < end; to += 32) {
    const left = madd(v128.load(b), fb, f32x4.mul(v128.load(a), fa));
    const right = madd(v128.load(b, 16), fb, f32x4.mul(v128.load(a, 16), fa));
    v128.store(to, f32x4.pmax(left, least));
    v128.store(to, f32x4.pmax(right, least), 16);
    a += 32;
    b += 32;
  }
}

function combineThree(
  to: usize,
  bytes: usize,
  sources: usize,
  factors: usize,
  offset: usize,
  activation: i32,
): void {
  let a = <usize>load<u32>(sources) + offset;
  let b = <usize>load<u32>(sources, 4) + offset;
  let c = <usize>load<u32>(sources, 8) + offset;
  const fa = v128.load32_splat(factors);
  const fb = v128.load32_splat(factors, 4);
  const fc = v128.load32_splat(factors, 8);
  const least = leastOf(activation);
  for (const end = to + bytes; to < end; to += 32) {
    let left = madd(v128.load(b), fb, f32x4.mul(v128.load(a), fa));
    let right = madd(v128.load(b, 16), fb, f32x4.mul(v128.load(a, 16), fa));
    left = madd(v128.load(c), fc, left);
    right = madd(v128.load(c, 16), fc, right);
    v128.store(to, f32x4.pmax(left, least));
    v128.store(to, f32x4.pmax(right, least), 16);
    a += 32;
    b += 32;
    c += 32;
  }
}

function combineAny(
  to: usize,
  bytes: usize,
  sources: usize,
  factors: usize,
  terms: i32,
  offset: usize,
  activation: i32,
): void {
  const least = leastOf(activation);
  for (let i: usize = 0; i < bytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let k = 0; k < terms; k++) {
      const source = <usize>load<u32>(sources + ((<usize>k) << 2)) + offset + i;
      sum = madd(v128.load(source), v128.load32_splat(factors + ((<usize>k) << 2)), sum);
    }
    v128.store(to + i, f32x4.pmax(sum, least));
  }
}
