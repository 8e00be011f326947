/**
 * A pool without workers, whose answers are made from hashes of its requests: two answers are equal exactly when their
 * requests are, the answers that these hold included.
 */
import { createHash } from 'node:crypto';
import type { Pool } from '../../src/client/workerPool';
import type { JobMap, JobName } from '../../src/jobs/jobs';
import { layoutOf } from '../../src/model/layout';
import type { Architecture } from '../../src/model/architecture';
import { hiddenWidths } from '../../src/model/architecture';
import type { Weights } from '../../src/model/weights';

/** SHA-256 of any value of plain objects, arrays, typed arrays and blobs, but for the seconds that it took. */
export async function hashOf(value: unknown): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await plain(value)))
    .digest('hex');
}

async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return [...new Uint8Array(await value.arrayBuffer())];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, String);
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([key]) => key !== 'seconds')
    .map(async ([key, inner]): Promise<[string, unknown]> => [key, await plain(inner)]);
  return Object.fromEntries(await Promise.all(fields));
}

/** A whole number that float32 holds exactly. */
const numberOf = (hash: string, part = 0) => parseInt(hash.slice(6 * part, 6 * part + 6), 16);

const weightsOf = (architecture: Architecture, hash: string, part = 0): Weights =>
  Float32Array.from(
    { length: layoutOf(architecture).size },
    (_, i) => (numberOf(hash, part) % 2 ** 16) * 256 + (i % 251),
  );

const score = (hash: string) => ({ loss: numberOf(hash), accuracy: numberOf(hash, 1) });

/** A permutation that few hashes share where there are many units. */
function permutationOf(hash: string, units: number): Uint32Array<ArrayBuffer> {
  const key = (unit: number) => parseInt(hash.slice((5 * unit) % 56, ((5 * unit) % 56) + 8), 16);
  const order = Array.from({ length: units }, (_, unit) => unit);
  return Uint32Array.from(order.sort((one, other) => key(one) - key(other) || one - other));
}

type Answers = {
  readonly [Name in JobName]?: (
    request: JobMap[Name]['request'],
    hash: string,
    onProgress: (progress: JobMap[Name]['progress']) => void,
  ) => unknown;
};

const HISTORY = { step: 1, steps: 1, seconds: 0, secondsLeft: 0, losses: [], tests: [] };

const ANSWERS: Answers = {
  train({ networks, keep, architecture }, hash, onProgress) {
    return networks.map((_, network) => {
      const steps = keep.tested ? [0, ...keep.steps, 100, 200, 300] : [0, ...keep.steps];
      for (const step of steps) {
        const points = [weightsOf(architecture, hash, step % 8)];
        onProgress({
          network,
          history: HISTORY,
          checkpoint: {
            step,
            points,
            first: [],
            second: [],
            losses: new Float32Array(0),
            tests: [],
            seconds: 0,
          },
          kept: true,
          diverged: null,
        });
      }
      return {
        status: 'trained',
        network: {
          architecture,
          initial: weightsOf(architecture, hash, 1),
          weights: weightsOf(architecture, hash, 2),
          history: HISTORY,
          test: score(hash),
        },
      };
    });
  },
  score: (_, hash) => score(hash),
  average: ({ networks }, hash) =>
    networks.slice(1).map((_, i) => ({
      networks: i + 2,
      naive: score(hash),
      naiveRepaired: score(hash),
      aligned: score(hash),
      repaired: score(hash),
      initial: null,
    })),
  match: ({ target }, hash) => ({
    permuted: weightsOf(target, hash),
    layers: hiddenWidths(target).map((units) => ({
      permutation: permutationOf(hash, units),
      similarities: new Float64Array(units),
      total: numberOf(hash),
    })),
    mixed: null,
    hash,
  }),
  fit: ({ architecture }, hash) => ({
    controls: [weightsOf(architecture, hash)],
    history: HISTORY,
  }),
  frame: ({ source, grid, points }, hash) => ({
    anchors:
      source.kind === 'points'
        ? source.anchors
        : [0, 1, 2].map((part) => weightsOf2(source, hash, part)),
    grid: { size: grid, x: new Float64Array(grid), y: new Float64Array(grid) },
    order: Uint32Array.of(0),
    points: points.map((_, i) => ({ x: numberOf(hash, i % 8), y: 0, distance: 0 })),
    trajectory: null,
    direction: false,
  }),
  project: (_, hash) => ({ points: [], path: [{ x: numberOf(hash), y: 0, distance: 0 }] }),
  plane: ({ cells }, hash, onProgress) => {
    onProgress({
      cells,
      loss: Float64Array.from(cells, () => numberOf(hash)),
      accuracy: Float64Array.from(cells, () => numberOf(hash, 1)),
      entropy: null,
    });
    return null;
  },
};

function weightsOf2(
  source: Exclude<JobMap['frame']['request']['source'], { kind: 'points' }>,
  hash: string,
  part: number,
): Weights {
  const { length } = source.kind === 'random' ? source.center : source.checkpoints[0]!;
  return new Float32Array(length).fill(numberOf(hash, part));
}

/** Every other job answers with the hash of its request alone. */
export function answeringPool(): Pool {
  return {
    start: () => Promise.reject(new Error('Expected no engine to be started.')),
    provide: () => undefined,
    withdraw: () => undefined,
    size: 1,
    stacks: false,
    async run<Name extends JobName>(
      name: Name,
      request: JobMap[Name]['request'] | (() => JobMap[Name]['request']),
      options: {
        readonly onProgress?: ((progress: JobMap[Name]['progress']) => void) | undefined;
      } = {},
    ) {
      const asked = typeof request === 'function' ? request() : request;
      const hash = await hashOf([name, asked]);
      const answer = ANSWERS[name];
      const { onProgress = () => undefined } = options;
      // The jobs that are not in the table answer in a form of their own, which nothing but the hash looks into.
      return (
        answer === undefined ? { hash } : answer(asked, hash, onProgress)
      ) as JobMap[Name]['result'];
    },
  };
}
