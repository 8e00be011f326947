import { madd, relu, tanh } from './simd';
import { RELU, TANH } from './tile';

/**
 * `to = f(sum_k factors[k] sources[k])` over `panels` runs of `count` numbers, a multiple of 4. A run begins `stride`
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
    if (terms == 2) combineTwo(to, bytes, sources, factors, offset);
    else if (terms == 3) combineThree(to, bytes, sources, factors, offset);
    else combineAny(to, bytes, sources, factors, terms, offset);
    if (activation == RELU)
      for (let at = to; at < to + bytes; at += 16) v128.store(at, relu(v128.load(at)));
    else if (activation == TANH)
      for (let at = to; at < to + bytes; at += 16) v128.store(at, tanh(v128.load(at)));
    to += stride;
    offset += fromStride;
  }
}

function combineTwo(to: usize, bytes: usize, sources: usize, factors: usize, offset: usize): void {
  const a = <usize>load<u32>(sources) + offset;
  const b = <usize>load<u32>(sources, 4) + offset;
  const fa = v128.load32_splat(factors);
  const fb = v128.load32_splat(factors, 4);
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(to + i, madd(v128.load(b + i), fb, f32x4.mul(v128.load(a + i), fa)));
}

function combineThree(
  to: usize,
  bytes: usize,
  sources: usize,
  factors: usize,
  offset: usize,
): void {
  const a = <usize>load<u32>(sources) + offset;
  const b = <usize>load<u32>(sources, 4) + offset;
  const c = <usize>load<u32>(sources, 8) + offset;
  const fa = v128.load32_splat(factors);
  const fb = v128.load32_splat(factors, 4);
  const fc = v128.load32_splat(factors, 8);
  for (let i: usize = 0; i < bytes; i += 16) {
    const two = madd(v128.load(b + i), fb, f32x4.mul(v128.load(a + i), fa));
    v128.store(to + i, madd(v128.load(c + i), fc, two));
  }
}

function combineAny(
  to: usize,
  bytes: usize,
  sources: usize,
  factors: usize,
  terms: i32,
  offset: usize,
): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let k = 0; k < terms; k++) {
      const source = <usize>load<u32>(sources + ((<usize>k) << 2)) + offset + i;
      sum = madd(v128.load(source), v128.load32_splat(factors + ((<usize>k) << 2)), sum);
    }
    v128.store(to + i, sum);
  }
}
