/** An engine on a loss written as a formula of the weights, for paths whose right answer is known. */
import { combine, type Weights } from '../../src/model/weights';
import type { DatasetEngine } from '../../src/engine/engine';
import { oracleOn } from './oracleEngine';
import { patterns } from './patterns';

/** @param step of the central differences that are its gradient */
export function landscapeEngine(lossAt: (w: Weights) => number, step = 1e-3): DatasetEngine {
  const points = (basis: readonly Weights[], coefficients: Float64Array) =>
    Array.from({ length: coefficients.length / basis.length }, (_, m) =>
      combine(basis, coefficients.subarray(m * basis.length, (m + 1) * basis.length)),
    );
  const slope = (w: Weights) =>
    w.map((_, d) => {
      const moved = (by: number) => lossAt(w.map((x, i) => (i === d ? x + by : x)));
      return (moved(step) - moved(-step)) / (2 * step);
    });
  return {
    ...oracleOn(patterns()),
    gradient: ({ combinations: { basis, coefficients } }) => {
      const at = points(basis, coefficients);
      return Promise.resolve({ loss: Float64Array.from(at, lossAt), gradients: at.map(slope) });
    },
    evaluator: ({ basis }) =>
      Promise.resolve({
        inFlight: 1,
        evaluate(coefficients) {
          const loss = Float64Array.from(points(basis, coefficients), lossAt);
          return Promise.resolve({ loss, accuracy: loss.map(() => 0) });
        },
        dispose: () => undefined,
      }),
  };
}
