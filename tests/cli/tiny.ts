/** Experiments that take a moment, as documents; of points made by a rule, as reading images takes longer than all else. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseExperiment, type Experiment } from '../../src/pipeline/kinds/pair/experiment';

export const tiny: Experiment = parseExperiment({
  version: 2,
  dataset: 'quadrant',
  network: { kind: 'mlp', hidden: [8] },
  training: { batch: 100 },
  alignment: { method: 'activation', samples: 200 },
  evaluation: { samples: 200, points: 5 },
  plane: { grid: 5, samples: 50 },
});

/** @returns the file's name */
export function writeDocument(folder: string, name: string, document: object): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}
