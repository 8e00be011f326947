/** What each job does: science on this worker's engine, its progress told as the page wants it. */
import { CATALOG, isServed } from '../data/catalog';
import { readCifar } from '../data/cifar';
import { loadDataset } from '../data/load';
import type { Engine } from '../engine/engine';
import type { EngineChoice, JobMap, PlanePoint, TrainingOutcome } from '../jobs/jobs';
import { EngineLostError, errorToMessage } from '../jobs/protocol';
import { initialise } from '../model/initialisation';
import { permute } from '../model/permutation';
import { randomFrom } from '../model/random';
import { combine } from '../model/weights';
import { barrier } from '../science/barrier';
import { evaluate } from '../science/evaluate';
import { matchActivations } from '../science/matching/activation';
import { matchWeights } from '../science/matching/weight';
import { bezier } from '../science/paths/bezier';
import { chain } from '../science/paths/chain';
import { fit } from '../science/paths/fit';
import { alphas as evenly, coefficientTable } from '../science/paths/path';
import { anchorPlaces, frameThrough, project } from '../science/planes/frame';
import { gridAround, gridCoefficients, placeAt } from '../science/planes/grid';
import { refinement } from '../science/planes/refinement';
import { largestLogitDifference } from '../science/sameFunction';
import { train } from '../science/train';
import { drain } from './drain';
import { every } from './history';
import { REPORT, reportsOf } from './reports';
import type { Handlers } from './serve';
import { forget, keep, kept } from './kept';
import { pathThrough } from './pathThrough';
import { createPredictors } from './predictors';
import { store, unstore, weightsIn } from './storage';

/** Test images that a training is followed on. */
const FOLLOWED = 2000;
/** Places along a path that is drawn in a plane. */
const DRAWN = 61;

export type StartEngine = (
  choice: EngineChoice,
) => Promise<{ readonly engine: Engine; readonly rejected: readonly string[] }>;

/** The handlers of one worker; `startEngine` is what differs between the page and tests. */
export function createHandlers(startEngine: StartEngine): Handlers {
  let engine: Engine | null = null;
  let counts = { train: 0, test: 0 };
  const predictors = createPredictors();

  const running = () => {
    if (engine === null) throw new Error('internal: a job came before the engine was started');
    return engine;
  };

  /** Tells a lost device from every other failure, so that the job can be run again elsewhere. */
  const onEngine = async <Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> => {
    const current = running();
    const lost = current.lost.then((reason) => {
      throw new EngineLostError(reason);
    });
    lost.catch(() => undefined);
    try {
      return await Promise.race([work(current), lost]);
    } catch (error) {
      // A device is reported as lost a little after its first failed call.
      const wait = new Promise<void>((resolve) => setTimeout(resolve, LOSS_REPORT));
      if (current.info.kind === 'webgpu') await Promise.race([lost, wait]);
      throw error;
    }
  };

  const evaluationPlan = () => ({
    split: 'test' as const,
    samples: Math.min(FOLLOWED, counts.test),
    finalSamples: counts.test,
  });

  return {
    async start({ choice }) {
      predictors.clear();
      engine?.dispose();
      const started = await startEngine(choice);
      engine = started.engine;
      return { info: engine.info, rejected: started.rejected };
    },

    async load({ dataset, base, files = [] }, { signal, progress }) {
      const due = every(REPORT);
      const onProgress = (arrived: JobMap['load']['progress']) => {
        if (due()) progress(arrived);
      };
      const entry = CATALOG[dataset];
      if (isServed(entry)) return store(await loadDataset(entry, base, signal, onProgress));
      if (files.length === 0) return kept(dataset);
      return store(await readCifar(entry, files, signal, onProgress));
    },

    async keep({ id, dataset }) {
      await keep(id, dataset);
      return null;
    },

    async forget({ id }) {
      await forget(id);
      return null;
    },

    async place({ dataset }) {
      predictors.clear();
      const placed = await unstore(dataset);
      counts = { train: placed.train.count, test: placed.test.count };
      await onEngine((current) => current.load(placed));
      return null;
    },

    train: ({ initialisation, networks, ...request }, { signal, progress }) =>
      onEngine(async (current) => {
        const { architecture } = request;
        const initials = networks.map(({ initialisationSeed }) =>
          initialise(architecture, initialisation, randomFrom(initialisationSeed)),
        );
        const reports = reportsOf(
          networks.map(({ from }) => from),
          progress,
        );
        const options = {
          ...request,
          networks: initials.map((initial, m) => ({ initial, ...networks[m]! })),
          trainingSamples: counts.train,
          evaluation: evaluationPlan(),
        };
        const outcomes = await drain(train(current, options), signal, reports.tell);
        return outcomes.map((outcome, m): TrainingOutcome => {
          if (outcome instanceof Error)
            return { status: 'diverged', error: errorToMessage(outcome) };
          const history = reports.finished(m, outcome.test);
          const initial = initials[m]!;
          return { status: 'trained', network: { architecture, initial, ...outcome, history } };
        });
      }),

    match: ({ method, ...request }, { signal }) =>
      onEngine(async (current) => {
        const began = performance.now();
        const { architecture, a } = request;
        const samples = Math.min(request.samples, counts.train);
        const layers =
          method === 'activation'
            ? await drain(
                matchActivations(current, { ...request, samples }),
                signal,
                () => undefined,
              )
            : (await drain(matchWeights(request), signal, () => undefined)).layers;
        const permutations = layers.map(({ permutation }) => permutation);
        const permuted = permute(architecture, a, permutations);
        const largest = await largestLogitDifference(
          current,
          architecture,
          a,
          permuted,
          Math.min(1000, counts.test),
        );
        const seconds = (performance.now() - began) / 1000;
        return { layers, permuted, largestLogitDifference: largest, seconds };
      }),

    fit: ({ kind, bends, start, end, seed, ...request }, { signal, progress }) =>
      onEngine(async (current) => {
        const reports = reportsOf([request.from], progress);
        const options = {
          ...request,
          path: kind === 'bezier' ? bezier(1) : chain(bends),
          a: start,
          b: end,
          orderSeed: seed,
          trainingSamples: counts.train,
          evaluation: evaluationPlan(),
        };
        const { controls, test } = await drain(fit(current, options), signal, reports.tell);
        return { controls, history: reports.finished(0, test) };
      }),

    path: ({ architecture, loss, kind, points, alphas, split, samples }, { signal, progress }) =>
      onEngine(async (current) => {
        const places = evenly(alphas);
        const table = coefficientTable(pathThrough(kind, points.length), places);
        const result = {
          alphas: places,
          loss: new Float64Array(alphas),
          accuracy: new Float64Array(alphas),
        };
        const options = {
          architecture,
          loss,
          basis: points,
          split,
          samples: Math.min(samples, counts[split]),
        };
        await drain(evaluate(current, options, table), signal, (slice) => {
          result.loss.set(slice.loss, slice.from);
          result.accuracy.set(slice.accuracy, slice.from);
          progress((slice.from + slice.loss.length) / alphas);
        });
        const { overMean, overChord, midpointAccuracy } = barrier(result);
        return {
          ...result,
          barrierOverMean: overMean,
          barrierOverChord: overChord,
          midpointAccuracy,
        };
      }),

    frame({ anchors, grid: size, points, paths }) {
      const frame = frameThrough(...anchors);
      const grid = gridAround(anchorPlaces(frame), size);
      const axis = (at: (i: number) => number) =>
        Float64Array.from({ length: size }, (_, i) => at(i));
      const along = ({ kind, points: basis }: (typeof paths)[number]): PlanePoint[] => {
        const path = pathThrough(kind, basis.length);
        return Array.from(evenly(DRAWN), (alpha) =>
          project(frame, combine(basis, path.coefficientsAt(alpha))),
        );
      };
      return Promise.resolve({
        grid: {
          size,
          x: axis((i) => placeAt(grid, 0, i).x),
          y: axis((i) => placeAt(grid, i, 0).y),
        },
        order: refinement(size).order,
        points: points.map((weights) => project(frame, weights)),
        paths: paths.map(along),
      });
    },

    predict: ({ path, ...request }) =>
      onEngine((current) => {
        const samples = path === null ? 0 : Math.min(path.samples, counts[path.split]);
        const within = path === null ? null : { ...path, samples };
        return predictors.predict(current, { ...request, path: within });
      }),

    plane: ({ anchors, grid, split, samples, cells, ...request }, { signal, progress }) =>
      onEngine(async (current) => {
        const [a, b, c] = anchors;
        const basis = [await weightsIn(a), await weightsIn(b), await weightsIn(c)] as const;
        const frame = frameThrough(...basis);
        const [x, nextX] = grid.x;
        const [y] = grid.y;
        if (x === undefined || nextX === undefined || y === undefined)
          throw new RangeError(`Expected a grid of at least 2 points on a side, got ${grid.size}.`);
        const lattice = { n: grid.size, origin: { x, y }, step: nextX - x };
        const table = gridCoefficients(frame, lattice, cells);
        const options = {
          ...request,
          basis,
          split,
          samples: Math.min(samples, counts[split]),
        };
        await drain(evaluate(current, options, table), signal, ({ from, loss, accuracy }) =>
          progress({ cells: cells.slice(from, from + loss.length), loss, accuracy }),
        );
        return null;
      }),
  };
}

/** Milliseconds that a lost device may take to be reported. */
const LOSS_REPORT = 500;
