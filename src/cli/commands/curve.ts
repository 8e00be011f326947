import { writeSafetensors } from '../../files/safetensors';
import { FITTED_NAMES } from '../../jobs/paths';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import { DivergedError } from '../../science/divergence';
import { fit } from '../../science/paths/fit';
import type { Path } from '../../science/paths/path';
import { PATHS } from '../../science/paths/paths';
import type { Command, Surroundings } from '../command';
import { checkWeightsFile, writeBytes } from '../disk';
import { checkAlike, readNetworks } from '../networks';
import type { Given } from '../options';
import { openEnds } from '../pair';
import { measurePath } from '../path';
import { InputError } from '../problem';
import { catalogEntry, measuredOn } from '../session';
import { finish } from '../work';
import { PATH_OPTIONS } from './interpolate';

const KINDS = FITTED_NAMES.filter((name) => PATHS[name].found === 'by fit');
const MOST_BENDS = 100;

/** Options that say nothing where control points are given. */
const OF_FIT = ['out', 'epochs', 'batch', 'learning-rate'] as const;

export const curve: Command = {
  usage: 'A.safetensors B.safetensors',
  about:
    'Loss and accuracy along a curve from A to B, through given control points or fitted ones.',
  options: {
    kind: { value: KINDS.join('|'), about: 'bezier by default' },
    bends: { value: 'N', about: 'control points between the ends (1)' },
    control: { value: 'C.safetensors', about: 'a control point; not fitted then', multiple: true },
    epochs: { value: 'N', about: 'of the fit (1)' },
    batch: { value: 'N', about: 'images of a batch of the fit (100)' },
    'learning-rate': { value: 'X', about: 'of the fit, by AdamW (0.001)' },
    out: {
      value: 'FILE',
      about: 'where a fitted control point goes (safetensors); of several, FILE-1, FILE-2, ...',
    },
    ...PATH_OPTIONS,
  },
  async run(given, surroundings) {
    const path = pathOf(given);
    const outputs = outputsOf(given, path);
    for (const file of outputs) await checkWeightsFile(file);
    const entry = catalogEntry(given);
    const controls = await readNetworks(given.all('control'), given, entry, surroundings);
    const ends = await openEnds(given, surroundings);
    const { session, start, end, networks } = ends;
    const [{ architecture }] = networks;
    checkAlike([...networks, ...controls]);
    const between =
      controls.length > 0
        ? controls.map(({ weights }) => weights)
        : await fitted(path, ends, given, surroundings);
    const layout = layoutOf(architecture);
    for (const [n, file] of outputs.entries())
      await writeBytes(file, writeSafetensors(layout, between[n]!));
    const basis = [start, ...between, end];
    return measurePath(path, basis, architecture, given, session, surroundings);
  },
};

function pathOf(given: Given): Path {
  const kind = given.choice('kind', KINDS) ?? 'bezier';
  const controls = given.all('control').length;
  const fitting = OF_FIT.find((option) => given.text(option) !== undefined);
  if (controls > 0 && fitting !== undefined)
    throw new InputError(
      `--${fitting}: expected it without --control, where nothing is fitted, got both.`,
    );
  const bends = given.number('bends', { least: 1, most: MOST_BENDS, whole: true });
  const wanted = bends ?? Math.max(1, controls);
  if (controls > 0 && controls !== wanted)
    throw new InputError(
      `--control: expected ${wanted === 1 ? 'one control point' : `${wanted} control points`}, got ${controls}.`,
    );
  return PATHS[kind].through(wanted);
}

/** A file for each control point that is fitted; none without `--out`. */
function outputsOf(given: Given, path: Path): string[] {
  const out = given.text('out');
  if (out === undefined) return [];
  const controls = path.points - 2;
  if (controls === 1) return [out];
  return Array.from({ length: controls }, (_, n) => out.replace(/(\.\w+)?$/, `-${n + 1}$1`));
}

async function fitted(
  path: Path,
  { session, networks, start, end }: Awaited<ReturnType<typeof openEnds>>,
  given: Given,
  { progress }: Surroundings,
): Promise<Weights[]> {
  const { engine, dataset, loss } = session;
  const [{ architecture }] = networks;
  const whole = (least: number, most: number) => ({ least, most, whole: true });
  const { samples } = measuredOn(given, session);
  const options = {
    ...{ architecture, loss, path, a: start, b: end },
    optimizer: {
      kind: 'adamw' as const,
      learningRate: given.number('learning-rate', { least: 1e-9, most: 10 }) ?? 0.001,
      ...{ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    },
    epochs: given.number('epochs', whole(1, 1000)) ?? 1,
    batch: given.number('batch', whole(1, dataset.train.count)) ?? 100,
    orderSeed: given.number('seed', whole(0, 2 ** 31 - 1)) ?? 1,
    trainingSamples: dataset.train.count,
    evaluation: {
      split: 'test' as const,
      samples: Math.min(samples, 1000, dataset.test.count),
      finalSamples: Math.min(1000, dataset.test.count),
    },
  };
  try {
    const { controls } = await finish(fit(engine, options), ({ step, steps }) =>
      progress(`Fitting: step ${step} of ${steps}`),
    );
    return controls;
  } catch (error) {
    if (error instanceof DivergedError) throw new InputError(error.message, { cause: error });
    throw error;
  }
}
