/** The quadratic Bezier curve with one control point, `(1-t)^2 A + 2t(1-t) C + t^2 B` (Garipov et al. 2018, eq. 4). */
import type { Path } from './path';

export const bezier: Path = {
  kind: 'bezier',
  points: 3,
  coefficientsAt: (t) => [(1 - t) * (1 - t), 2 * t * (1 - t), t * t],
};
