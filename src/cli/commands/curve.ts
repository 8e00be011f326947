import { writeSafetensors } from '../../files/safetensors';
import { FITTED_NAMES, type FittedName } from '../../jobs/paths';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import { PATHS } from '../../science/paths/paths';
import { alignmentOptions, type Asking } from '../alignment';
import type { Command } from '../command';
import { checkWeightsFile, writeBytes } from '../disk';
import { checkAlike, readNetworks } from '../networks';
import type { Given, Options } from '../options';
import { betweenEnds, type Ends } from '../pair';
import { measurePath } from '../path';
import { InputError } from '../problem';
import { catalogEntry, type Session } from '../session';
import { PATH_OPTIONS } from './interpolate';

const KINDS = FITTED_NAMES.filter((name) => PATHS[name].found === 'by fit');
const MOST_BENDS = 100;

/** Options that say nothing where control points are given. */
const OF_FIT = ['out', 'epochs', 'batch', 'learning-rate'] as const;

const OPTIONS = {
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
} satisfies Options;

/** The seed is also that of the order in which a fit sees the images. */
const ASKING: Asking = { option: 'align', usual: null, taken: OPTIONS };

export const curve: Command = {
  usage: 'A.safetensors B.safetensors',
  about:
    'Loss and accuracy along a curve from A to B, through given control points or fitted ones.',
  options: {
    ...OPTIONS,
    ...alignmentOptions(ASKING),
    seed: { value: 'N', about: 'of the order of images in the fit, and of the matching (1)' },
  },
  async run(given, surroundings) {
    const shape = shapeOf(given);
    const outputs = outputsOf(given, shape);
    for (const file of outputs) await checkWeightsFile(file);
    const entry = await catalogEntry(given);
    const controls = await readNetworks(given.all('control'), given, entry, surroundings);
    const asking = controls.length > 0 ? ASKING : { ...ASKING, shared: ['seed'] };
    return betweenEnds(given, asking, surroundings, async (ends, session) => {
      const [, { architecture }] = ends.networks;
      checkAlike([ends.networks[1], ...controls]);
      const between =
        controls.length > 0
          ? controls.map(({ weights }) => weights)
          : await fitted(shape, ends, given, session);
      const layout = layoutOf(architecture);
      for (const [n, file] of outputs.entries())
        await writeBytes(file, writeSafetensors(layout, between[n]!));
      const points = [ends.start, ...between, ends.end];
      return measurePath({ kind: shape.kind, points }, architecture, given, session);
    });
  },
};

interface Shape {
  readonly kind: FittedName;
  /** Control points between the ends. */
  readonly size: number;
}

function shapeOf(given: Given): Shape {
  const kind = given.choice('kind', KINDS) ?? 'bezier';
  const controls = given.all('control').length;
  const fitting = OF_FIT.find((option) => given.text(option) !== undefined);
  if (controls > 0 && fitting !== undefined)
    throw new InputError(
      `--${fitting}: expected it without --control, where nothing is fitted, got both.`,
    );
  const bends = given.number('bends', { least: 1, most: MOST_BENDS, whole: true });
  const size = bends ?? Math.max(1, controls);
  if (controls > 0 && controls !== size)
    throw new InputError(
      `--control: expected ${size === 1 ? 'one control point' : `${size} control points`}, got ${controls}.`,
    );
  return { kind, size };
}

/** A file for each control point that is fitted; none without `--out`. */
function outputsOf(given: Given, { size }: Shape): string[] {
  const out = given.text('out');
  if (out === undefined) return [];
  if (size === 1) return [out];
  return Array.from({ length: size }, (_, n) => out.replace(/(\.\w+)?$/, `-${n + 1}$1`));
}

async function fitted(
  { kind, size }: Shape,
  { networks, start, end }: Ends,
  given: Given,
  { data, loss, counts, run }: Session,
): Promise<readonly Weights[]> {
  const [, { architecture }] = networks;
  const whole = (least: number, most: number) => ({ least, most, whole: true });
  const { controls } = await run(
    'fit',
    {
      data,
      architecture,
      loss,
      kind,
      size,
      start,
      end,
      from: null,
      optimizer: {
        kind: 'adamw',
        learningRate: given.number('learning-rate', { least: 1e-9, most: 10 }) ?? 0.001,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        weightDecay: 0.01,
      },
      epochs: given.number('epochs', whole(1, 1000)) ?? 1,
      batch: given.number('batch', whole(1, counts.train)) ?? 100,
      seed: given.number('seed', whole(0, 2 ** 31 - 1)) ?? 1,
    },
    ({ history: { step, steps } }) => `Fitting: step ${step} of ${steps}`,
  );
  return controls;
}
