import type { DatasetEngine } from '../../src/engine/engine';

/** The same engine, counting the trainers and evaluators that are still held. */
export function counted(engine: DatasetEngine): { engine: DatasetEngine; held: () => number } {
  let held = 0;
  const hold = <Held extends { dispose(): void }>(made: Held): Held => {
    held++;
    return {
      ...made,
      dispose() {
        held--;
        made.dispose();
      },
    };
  };
  return {
    engine: {
      ...engine,
      evaluator: async (options) => hold(await engine.evaluator(options)),
      trainer: async (options) => hold(await engine.trainer(options)),
    },
    held: () => held,
  };
}
