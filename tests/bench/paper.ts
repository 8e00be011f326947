/** The experiment "Paper" without a page: A and B in one stack, their matching, both curves, four paths, the plane. */
import { permute } from '../../src/model/permutation';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { Dataset } from '../../src/data/dataset';
import type { DatasetEngine } from '../../src/engine/engine';
import { architectureOf } from '../../src/pipeline/kinds/pair/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { DivergedError } from '../../src/science/divergence';
import { evaluate } from '../../src/science/evaluate';
import { matchActivations } from '../../src/science/matching/activationMatching';
import { bezier } from '../../src/science/paths/bezier';
import { chain } from '../../src/science/paths/chain';
import { fit } from '../../src/science/paths/fit';
import { line } from '../../src/science/paths/line';
import { alphas, coefficientTable, type Path } from '../../src/science/paths/path';
import { anchorPlaces, frameThrough } from '../../src/science/planes/frame';
import { gridAround, gridCoefficients } from '../../src/science/planes/grid';
import { train } from '../../src/science/train';
import { collect } from '../support/collect';
import { seconds } from './gpuSteps';

/** Runs it on an engine that has the dataset, and tells the seconds of each part. */
export async function runPaper(
  engine: DatasetEngine,
  dataset: Dataset,
  report: (part: string, seconds: number) => void,
): Promise<void> {
  const { experiment } = PRESETS.paper;
  const { training, networks: seeds, evaluation, alignment, curves, plane, loss } = experiment;
  if (alignment.method !== 'activation') throw new Error('Expected activation matching.');
  const architecture = architectureOf(experiment);
  const common = {
    architecture,
    loss,
    optimizer: training.optimizer,
    trainingSamples: dataset.train.count,
    batch: training.batch,
    evaluation: {
      split: evaluation.split,
      samples: Math.min(2000, evaluation.samples),
      finalSamples: evaluation.samples,
    },
  };
  const timed = async (part: string, work: () => Promise<unknown>) =>
    report(part, await seconds(work));

  let networks: Weights[] = [];
  await timed(`A and B, ${training.epochs} epochs`, async () => {
    const { result } = await collect(
      train(engine, {
        ...common,
        epochs: training.epochs,
        networks: seeds.map((seed) => ({
          initial: initialise(
            architecture,
            experiment.initialisation,
            randomFrom(seed.initialisation),
          ),
          orderSeed: seed.order,
        })),
      }),
    );
    networks = result.map((outcome) => {
      if (outcome instanceof DivergedError) throw outcome;
      return outcome.weights;
    });
  });
  const [a, b] = [networks[0]!, networks[1]!];

  let permuted = a;
  await timed('matching', async () => {
    const { similarity, stage, samples } = alignment;
    const { result } = await collect(
      matchActivations(engine, { architecture, a, b, similarity, stage, samples }),
    );
    permuted = permute(
      architecture,
      a,
      result.map(({ permutation }) => permutation),
    );
  });

  const fitted: { path: Path; controls: Weights[] }[] = [];
  await timed(`two curves, ${curves.epochs} epochs each`, async () => {
    for (const path of [bezier(1), chain(curves.bends)]) {
      const optimizer = { ...training.optimizer, learningRate: curves.learningRate };
      const options = { ...common, optimizer, epochs: curves.epochs, orderSeed: curves.seed };
      const { result } = await collect(fit(engine, { ...options, path, a, b }));
      fitted.push({ path, controls: result.controls });
    }
  });

  await timed(`four paths of ${evaluation.points} points`, async () => {
    const { split, samples, points } = evaluation;
    const paths = [
      { path: line, basis: [a, b] },
      { path: line, basis: [permuted, b] },
      ...fitted.map(({ path, controls }) => ({ path, basis: [a, ...controls, b] })),
    ];
    for (const { path, basis } of paths) {
      const options = { architecture, loss, basis, split, samples };
      await collect(evaluate(engine, options, coefficientTable(path, alphas(points))));
    }
  });

  await timed(`plane of ${plane.grid} x ${plane.grid}`, async () => {
    const frame = frameThrough(a, b, permuted);
    const cells = Uint32Array.from({ length: plane.grid ** 2 }, (_, i) => i);
    const table = gridCoefficients(frame, gridAround(anchorPlaces(frame), plane.grid), cells);
    const { split } = evaluation;
    const options = { architecture, loss, basis: frame.anchors, split, samples: plane.samples };
    await collect(evaluate(engine, options, table));
  });
}
