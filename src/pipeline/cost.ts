/**
 * About how long tasks take, from the products of their matrices alone: good for telling seconds from minutes before a
 * run, not for more.
 */
import { entryOf, type DatasetName } from '../data/named';
import { affineLayers, type Architecture } from '../model/architecture';
import { fresh } from './staleness';
import type { TaskStates } from './state';
import type { AnyTask, Plan } from './task';

/** Multiply-adds a second of one worker, all that is not counted included. */
const PACE = 1e10;
/** Forward, deltas and gradient of a training step. */
const PASSES = 3;

interface Products {
  /** Multiply-adds of one image through the whole network, and without its first layer. */
  readonly all: number;
  readonly later: number;
}

function productsOf(architecture: Architecture): Products {
  const layers = affineLayers(architecture).map(
    ({ inputs, outputs, kernel, side }) => inputs * outputs * kernel ** 2 * side ** 2,
  );
  const all = layers.reduce((sum, own) => sum + own, 0);
  return { all, later: all - (layers[0] ?? 0) };
}

type Images = 'train' | 'test';

/** Images that there are of those that are asked for. */
function imagesOf(data: DatasetName, split: Images, samples: number): number {
  const { trainCount, testCount } = entryOf(data);
  return Math.min(samples, split === 'train' ? trainCount : testCount);
}

/** Multiply-adds of a task; 0 for what is over in a moment. */
function workOf({ job, settings }: AnyTask): number {
  switch (job) {
    case 'network': {
      if (settings.from === 'file') return 0;
      const { data, architecture, epochs } = settings.training;
      const left = settings.fork === null ? epochs * entryOf(data).trainCount : 0;
      return PASSES * left * productsOf(architecture).all;
    }
    case 'fit':
    case 'simplex': {
      const { data, architecture, epochs } = settings;
      return PASSES * epochs * entryOf(data).trainCount * productsOf(architecture).all;
    }
    // The products of the first layer with the images are combined, not computed anew at each place.
    case 'path': {
      const { data, architecture, split, samples, alphas } = settings;
      const { later } = productsOf(architecture);
      return alphas * imagesOf(data, split, samples) * later;
    }
    case 'plane': {
      const { data, architecture, split, samples, grid } = settings;
      const { later } = productsOf(architecture);
      return grid ** 2 * imagesOf(data, split, samples) * later;
    }
    case 'average':
    case 'transfer':
    case 'ensemble': {
      const { data, architecture, split, samples } = settings;
      const places =
        job === 'average'
          ? 4 * settings.networks.length
          : job === 'transfer'
            ? settings.found.length * settings.applied.length
            : settings.members;
      return places * imagesOf(data, split, samples) * productsOf(architecture).all;
    }
    case 'match':
    case 'projection':
      return 0;
  }
}

/**
 * About how many seconds the tasks of a plan take that are not up to date.
 *
 * @param tasks what is there; nothing for the whole plan
 * @param workers that share the work
 */
export function secondsOf(plan: Plan, tasks: TaskStates, workers: number): number {
  const work = [...plan.values()]
    .filter(({ id }) => !fresh(plan, tasks, id))
    .reduce((sum, task) => sum + workOf(task), 0);
  return work / (PACE * workers);
}
