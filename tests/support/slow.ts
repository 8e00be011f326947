import type { DatasetEngine } from '../../src/engine/engine';

/** Trainings take so many milliseconds a step, so that there are checkpoints before they end. */
export const slow =
  (milliseconds: number) =>
  (engine: DatasetEngine): DatasetEngine => ({
    ...engine,
    async trainer(of) {
      const trainer = await engine.trainer(of);
      return {
        ...trainer,
        async run(steps) {
          const count = steps.indices.length / steps.batch / of.networks;
          await new Promise((resolve) => setTimeout(resolve, milliseconds * count));
          return trainer.run(steps);
        },
      };
    },
  });
