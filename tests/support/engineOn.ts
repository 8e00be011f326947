import type { Dataset } from '../../src/data/dataset';
import type { DatasetEngine, Engine } from '../../src/engine/engine';

/** An engine on one dataset, which is disposed of as a whole. */
export async function engineOn(
  opening: Engine | Promise<Engine>,
  dataset: Dataset,
): Promise<DatasetEngine> {
  const engine = await opening;
  const loaded = await engine.load(dataset);
  return {
    ...loaded,
    dispose() {
      loaded.dispose();
      engine.dispose();
    },
  };
}
