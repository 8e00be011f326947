/** What networks say of single images: which class, how sure, and which classes they take for which. */
import type { Split } from '../data/dataset';
import type { DatasetEngine, Engine } from '../engine/engine';
import type { Classification, Confusion, JobMap, LabelledImages } from '../jobs/jobs';
import { certainties, confusionMatrix, decidedClasses } from '../science/predictions';
import type { NetworksAlong } from './predictors';
import { atMost, pathWithin, type Running } from './running';

export async function imagesOf(
  { stored, labels }: Pick<Running, 'stored' | 'labels'>,
  { split, indices }: JobMap['images']['request'],
): Promise<LabelledImages> {
  const { pixels } = stored;
  const { images, count } = stored[split];
  const there = indices.filter((index) => index < count);
  const levels = new Uint8Array(there.length * pixels);
  for (const [i, index] of there.entries()) {
    const image = images.slice(index * pixels, (index + 1) * pixels);
    levels.set(new Uint8Array(await image.arrayBuffer()), i * pixels);
  }
  return {
    indices: there,
    pixels,
    levels,
    labels: Uint8Array.from(there, (index) => labels[split][index]!),
  };
}

/** Where images lie for an engine. */
interface Shown {
  readonly engine: DatasetEngine;
  readonly split: Split;
  readonly samples: number;
}

export async function classify(
  engine: Engine,
  running: Running,
  { key, path, alphas, images }: JobMap['classify']['request'],
): Promise<Classification | null> {
  const along = await networksAlong(running, { key, path });
  if (along === null) return null;
  if ('levels' in images) {
    const { levels } = images;
    const samples = levels.length / running.stored.pixels;
    const own = await loadImages(engine, running, levels, samples);
    try {
      const said = await classifyOn({ engine: own, split: 'test', samples }, along, alphas);
      return { ...said, labels: null };
    } finally {
      own.dispose();
    }
  }
  const { split, first } = images;
  const samples = atMost(running, split, first);
  const said = await classifyOn({ engine: running.engine, split, samples }, along, alphas);
  return { ...said, labels: running.labels[split].slice(0, samples) };
}

export async function confuse(
  running: Running,
  { key, path, alpha, split, samples: most }: JobMap['confusion']['request'],
): Promise<Confusion | null> {
  const along = await networksAlong(running, { key, path });
  if (along === null) return null;
  const samples = atMost(running, split, most);
  const { decided, classes } = await classifyOn({ engine: running.engine, split, samples }, along, [
    alpha,
  ]);
  const labels = running.labels[split].subarray(0, samples);
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label]!++;
  return { classes, matrix: confusionMatrix(decided, labels, classes), counts };
}

const networksAlong = (
  running: Running,
  { key, path }: Pick<JobMap['classify']['request'], 'key' | 'path'>,
) =>
  running.predictors.along(running.engine, {
    key,
    path: path === null ? null : pathWithin(running, path),
  });

/** Images that are no part of the dataset, under its normalisation. */
function loadImages(
  engine: Engine,
  { stored }: Pick<Running, 'stored'>,
  levels: Uint8Array<ArrayBuffer>,
  count: number,
): Promise<DatasetEngine> {
  const own = { count, images: levels, labels: new Uint8Array(count) };
  return engine.load({ ...stored, train: own, test: own });
}

async function classifyOn(
  { engine, split, samples }: Shown,
  { architecture, loss, weightsAt }: NetworksAlong,
  alphas: readonly number[],
): Promise<Omit<Classification, 'labels'>> {
  const { outputs: classes } = architecture;
  const decided = new Uint8Array(alphas.length * samples);
  const sure = new Float32Array(alphas.length * samples * classes);
  for (const [m, alpha] of alphas.entries()) {
    const logits = await engine.logits(architecture, await weightsAt(alpha), split, samples);
    decided.set(decidedClasses(logits, classes), m * samples);
    sure.set(certainties(logits, classes, loss), m * samples * classes);
  }
  return { samples, classes, decided, certainties: sure };
}
