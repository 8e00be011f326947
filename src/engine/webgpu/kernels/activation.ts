import type { Activation } from '../../../model/architecture';

/**
 * WGSL of `f(z)`. The device's own tanh is allowed to be as wrong as its `exp`, and overflows on some; this is the
 * rational function of Eigen's `ptanh`, right to 3e-7.
 */
export function activationWgsl(activation: Activation | 'none'): string {
  switch (activation) {
    case 'none':
      return 'fn activate(z: f32) -> f32 { return z; }\n';
    case 'relu':
      // Not max(z, 0), which may turn NaN into 0 and so hide that a network has diverged.
      return 'fn activate(z: f32) -> f32 { return select(z, 0.0, z < 0.0); }\n';
    case 'tanh':
      return /* wgsl */ `
fn activate(z: f32) -> f32 {
  let x = clamp(z, -7.90531110763549805, 7.90531110763549805);
  let s = x * x;
  var p = fma(-2.76076847742355e-16, s, 2.00018790482477e-13);
  p = fma(p, s, -8.60467152213735e-11);
  p = fma(p, s, 5.12229709037114e-8);
  p = fma(p, s, 1.48572235717979e-5);
  p = fma(p, s, 6.37261928875436e-4);
  p = fma(p, s, 4.89352455891786e-3);
  var q = fma(1.19825839466702e-6, s, 1.18534705686654e-4);
  q = fma(q, s, 2.268434632439e-3);
  q = fma(q, s, 4.89352518554385e-3);
  // NaN by its bits, which no compiler may take for impossible: clamping hides that a network has diverged.
  return select(x * p / q, z, (bitcast<u32>(z) & 0x7fffffff) > 0x7f800000);
}
`;
  }
}

/** WGSL of `f'(z)`, computed from `y = f(z)`. */
export function slopeWgsl(activation: Activation): string {
  return activation === 'relu'
    ? 'fn slope(y: f32) -> f32 { return select(0.0, 1.0, y > 0.0); }\n'
    : 'fn slope(y: f32) -> f32 { return 1.0 - y * y; }\n';
}
