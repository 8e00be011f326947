/** Which classes a network takes for which, as `evaluate --confusion` gives them. */
import type { Split } from '../data/dataset';
import type { Confusion } from '../jobs/jobs';
import { combine } from '../model/weights';
import type { Output } from './command';
import type { Network } from './networks';
import type { Session } from './session';
import { percentText, table } from './table';

/** Of a weighted sum of networks. */
export async function confusionOf(
  { run, data, loss }: Session,
  networks: readonly Pick<Network, 'architecture' | 'weights'>[],
  coefficients: readonly number[],
  where: { readonly split: Split; readonly samples: number },
): Promise<Confusion> {
  const { architecture } = networks[0]!;
  const sum = combine(
    networks.map(({ weights }) => weights),
    coefficients,
  );
  const path = { kind: 'line', points: [sum, sum], layers: 1 } as const;
  const found = await run('confusion', {
    data,
    key: 'sum',
    // Its loss on images is not asked for.
    path: { architecture, loss, path, repair: null, split: where.split, samples: 1 },
    alpha: 0,
    ...where,
  });
  if (found === null) throw new Error('internal: a path that was given is not known');
  return found;
}

/** For each class the share that is right, and the matrix: a row for each true class. */
export function confusionOutput(
  { classes, matrix, counts }: Confusion,
  names: readonly string[],
): Output {
  const rows = names.map((name, label) => {
    const row = [...matrix.subarray(label * classes, (label + 1) * classes)];
    const count = counts[label] ?? 0;
    return { name, count, row, accuracy: count === 0 ? null : row[label]! / count };
  });
  return {
    json: {
      classes: rows.map(({ name, count, accuracy }) => ({ name, samples: count, accuracy })),
      confusion: rows.map(({ row }) => row),
    },
    text: [
      'rows: true classes; columns: what they are taken for',
      '',
      table([
        ['class', 'right', ...names.map((_, label) => String(label))],
        ...rows.map(({ name, row, accuracy }, label) => [
          `${label} ${name}`,
          accuracy === null ? '-' : percentText(accuracy),
          ...row.map(String),
        ]),
      ]),
    ].join('\n'),
  };
}
