/** The straight line `(1 - alpha) A + alpha B` (Frankle et al. 2020, section 2). */
import type { Path } from './path';

export const line: Path = {
  kind: 'line',
  points: 2,
  coefficientsAt: (alpha) => [1 - alpha, alpha],
};
