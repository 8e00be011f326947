/** What each job does: science on this worker's engine, its progress in the form that the page wants. */
import { readCifar } from '../data/cifar';
import { loadDataset } from '../data/load';
import { entryOf, makeDataset } from '../data/named';
import type { Engine } from '../engine/engine';
import { readNetworkFiles } from '../files/readNetwork';
import type { EngineChoice, HeldData, JobMap } from '../jobs/jobs';
import { EngineLostError } from '../jobs/protocol';
import { score } from '../science/score';
import { averageNetworks, matchNetworks, transferMatchings } from './alignments';
import { classify, confuse, imagesOf } from './classifications';
import { createDatasets } from './datasets';
import { fitCurve, trainNetworks } from './descents';
import { findSimplex, scoreEnsemble } from './ensembles';
import {
  countNetworks,
  isKept,
  removeDataset,
  removeNetworks,
  keep,
  keepNetwork,
  kept,
  keptNetwork,
} from './kept';
import { readOwnData } from './ownData';
import { measurePath } from './paths';
import { gridPathOf } from './places';
import { evaluateCells, layOut, projectOnto } from './planes';
import { REPORT } from './reports';
import { atMost, pathWithin, planeWithin, type Running } from './running';
import type { Handlers } from './serve';
import { digestOf, store } from './storage';
import { throttle } from './throttle';

export type StartEngine = (
  choice: EngineChoice,
) => Promise<{ readonly engine: Engine; readonly rejected: readonly string[] }>;

/** The handlers of one worker; `startEngine` is what differs between the page and tests. */
export function createHandlers(startEngine: StartEngine): Handlers {
  let engine: Engine | null = null;
  const datasets = createDatasets();

  const started = () => {
    if (engine === null) throw new Error('internal: a job came before the engine was started');
    return engine;
  };

  /** Works on the data of a request. Distinguishes a lost device from every other failure, so that the job can be run again. */
  const on = async <Result>(
    { data }: { readonly data: HeldData },
    work: (running: Running) => Promise<Result>,
  ): Promise<Result> => {
    const current = started();
    const lost = current.lost.then((reason) => {
      throw new EngineLostError(reason);
    });
    lost.catch(() => undefined);
    try {
      return await Promise.race([datasets.use(current, data, work), lost]);
    } catch (error) {
      // A device is reported as lost a little after its first failed call.
      const wait = new Promise<void>((resolve) => setTimeout(resolve, LOSS_REPORT));
      if (current.info.kind === 'webgpu') await Promise.race([lost, wait]);
      throw error;
    }
  };

  return {
    async start({ choice }) {
      datasets.unload();
      engine?.dispose();
      const started = await startEngine(choice);
      engine = started.engine;
      return { info: engine.info, rejected: started.rejected };
    },

    async load({ name, base, files = [] }, { signal, progress }) {
      const due = throttle(REPORT);
      const onProgress = (arrived: JobMap['load']['progress']) => {
        if (due()) progress(arrived);
      };
      const entry = entryOf(name);
      if (entry.origin === 'made') return store(makeDataset(name));
      if (entry.origin === 'served')
        return store(await loadDataset(entry, base, signal, onProgress));
      if (files.length === 0) return kept(name);
      return store(await readCifar(entry, files, signal, onProgress));
    },

    async readOwn({ files }) {
      const { own, dataset } = await readOwnData(files);
      const name = { dataset: 'own', own } as const;
      return { own, dataset: store(dataset), kept: await isKept(name) };
    },

    async keep({ name, dataset: stored }) {
      await keep(name, stored);
      return null;
    },

    async removeDataset({ name }) {
      await removeDataset(name);
      return null;
    },

    provide({ name, dataset }) {
      datasets.provide(name, dataset);
      return Promise.resolve(null);
    },

    withdraw({ name }) {
      datasets.withdraw(name);
      return Promise.resolve(null);
    },

    async read({ name, files }) {
      const parts = await Promise.all(
        files.map(async ({ name: part, file }) => ({
          name: part,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      );
      const checkpoint = readNetworkFiles(name, parts);
      return { ...checkpoint, digest: digestOf(checkpoint.weights) };
    },

    async keepNetwork({ digest, weights }) {
      await keepNetwork(digest, weights);
      return null;
    },

    keptNetwork: ({ digest }) => keptNetwork(digest),
    countNetworks: () => countNetworks(),

    async removeNetworks() {
      await removeNetworks();
      return null;
    },

    score: (request) =>
      on(request, (running) => {
        const { architecture, loss, basis, coefficients, split } = request;
        const samples = atMost(running, split, request.samples);
        return score(
          running.engine,
          { architecture, loss, split, samples },
          { basis, coefficients },
        );
      }),

    predict: (request) =>
      on(request, (running) => {
        const { key, path, alpha } = request;
        const within = path === null ? null : pathWithin(running, path);
        return running.predictors.predict(running.engine, { key, path: within, alpha });
      }),

    places: (request) =>
      on(request, (running) => {
        const { key, plane, places } = request;
        const within = plane === null ? null : planeWithin(running, plane);
        return running.planes.along(running.engine, { key, plane: within, places });
      }),
    gridPath: (request) => Promise.resolve(gridPathOf(request)),

    boundary: (request) =>
      on(request, (running) =>
        running.boundaries.at(running.engine, {
          ...request,
          samples: atMost(running, 'test', request.samples),
        }),
      ),
    images: (request) => on(request, (running) => imagesOf(running, request)),
    classify: (request) => on(request, (running) => classify(started(), running, request)),
    confusion: (request) => on(request, (running) => confuse(running, request)),

    frame: (request) => Promise.resolve(layOut(request)),
    project: (request) => Promise.resolve(projectOnto(request)),
    train: (request, context) => on(request, (running) => trainNetworks(running, request, context)),
    match: (request, context) => on(request, (running) => matchNetworks(running, request, context)),
    fit: (request, context) => on(request, (running) => fitCurve(running, request, context)),
    path: (request, context) => on(request, (running) => measurePath(running, request, context)),
    average: (request, context) =>
      on(request, (running) => averageNetworks(running, request, context)),
    transfer: (request, context) =>
      on(request, (running) => transferMatchings(running, request, context)),
    simplex: (request, context) => on(request, (running) => findSimplex(running, request, context)),
    ensemble: (request, context) =>
      on(request, (running) => scoreEnsemble(running, request, context)),
    plane: (request, context) => on(request, (running) => evaluateCells(running, request, context)),
  };
}

/** Milliseconds that a lost device may take to be reported. */
const LOSS_REPORT = 500;
