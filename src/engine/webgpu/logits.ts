import type { Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import type { LoadedData } from './data';
import type { Gpu } from './gpu';
import { observe } from './observation';

/** Logits on the first `samples` inputs of a split, `[samples, classes]`; owned by the caller. */
export async function logitsOf(
  gpu: Gpu,
  data: LoadedData,
  architecture: Architecture,
  weights: Weights,
  split: Split,
  samples: number,
): Promise<Float32Array<ArrayBuffer>> {
  const observation = await observe(gpu, data, architecture, [weights], split, samples);
  try {
    const classes = architecture.outputs;
    const out = new Float32Array(samples * classes);
    const logits = observation.pass.values.at(-1)!;
    const rows: Promise<void>[] = [];
    observation.run([], ({ first, count }) => {
      const part = observation.readback.floats(logits, count * classes);
      rows.push(part.then((floats) => out.set(floats, first * classes)));
    });
    await Promise.all(rows);
    return out;
  } finally {
    observation.release();
  }
}
