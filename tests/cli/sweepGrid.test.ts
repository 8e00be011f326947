import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/cli/documents';
import { sweepFrom } from '../../src/cli/sweepGrid';
import { reseeded } from '../../src/cli/seeds';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { tiny } from './tiny';

describe('reseeded', () => {
  it('moves every seed and nothing else; the first is the experiment itself', () => {
    expect(reseeded(tiny, 0)).toEqual(tiny);
    const moved = reseeded(tiny, 2);
    const own = moved.networks.map(({ initialisation, order }) => [initialisation, order]);
    expect(own).toEqual([
      [2001, 2011],
      [2002, 2012],
    ]);
    expect([moved.points.seed, moved.curves.seed, moved.plane.seed]).toEqual([2001, 2001, 2001]);
    const { networks, points, curves, plane } = tiny;
    expect({ ...moved, networks, points, curves, plane }).toEqual(tiny);
  });
});

describe('a sweep', () => {
  const document = {
    experiment: tiny,
    sweep: { 'network.hidden': [[8], [16, 16]], 'plane.anchors.2': ['A0', 'B0'] },
    seeds: 2,
  };

  it('is every combination, each with every seed, the last field first', () => {
    const cells = sweepFrom(document, 'sweep.json');
    expect(cells).toHaveLength(8);
    expect(cells[3]).toMatchObject({
      point: { 'network.hidden': [8], 'plane.anchors.2': 'B0' },
      seed: 2,
      experiment: { network: { kind: 'mlp', hidden: [8] }, plane: { anchors: ['A', 'B', 'B0'] } },
    });
    expect(new Set(cells.map(({ id }) => id)).size).toBe(8);
    expect(cells[3]?.only).toContain('naive');
    expect(cells[3]?.only).not.toContain('plane');
  });

  it('begins with the defaults of a document that leaves them out', () => {
    const [, cell] = sweepFrom(
      { experiment: { version: 2 }, sweep: { 'networks.1.training.epochs': [1, 3] } },
      'sweep.json',
    );
    const [a, b] = cell?.experiment.networks ?? [];
    expect([a?.training, b?.training?.epochs, b?.initialisation]).toEqual([null, 3, 2]);
  });

  it('gives each choice its own defaults, whatever the order of the fields', () => {
    const sweep = { 'alignment.seed': [5], 'alignment.method': ['ste'], 'network.hidden': [[8]] };
    const [cell] = sweepFrom({ experiment: { version: 2 }, sweep }, 'sweep.json');
    const chosen = { version: 2, alignment: { method: 'ste', seed: 5 } };
    const network = { kind: 'mlp', hidden: [8] };
    expect(cell?.experiment).toEqual(parseExperiment({ ...chosen, network }));
  });

  it('names the same experiments the same, whatever else it holds', () => {
    const all = sweepFrom(document, 'sweep.json').map(({ id }) => id);
    const wide = { ...document, sweep: { ...document.sweep, 'network.hidden': [[16, 16]] } };
    const some = sweepFrom(wide, 'other.json').map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining(some));
  });

  it('of too many experiments is refused with their number, before any is made', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i + 1);
    const sweep = { 'training.epochs': values, 'training.batch': values, 'plane.seed': values };
    expect(() => sweepFrom({ experiment: tiny, sweep, seeds: 2 }, 'sweep.json')).toThrow(
      'sweep.json: sweep: expected a grid of at most 100000 experiments, seeds and all, got 2000000000.',
    );
  });

  it('takes every ready experiment that has a sweep', () => {
    const folder = new URL('../../experiments/', import.meta.url);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const ready = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Fields;
      const lists = Object.values((ready['sweep'] ?? {}) as Record<string, unknown[]>);
      const points = lists.reduce((product, list) => product * list.length, 1);
      expect(sweepFrom(ready, file)).toHaveLength(points * Number(ready['seeds'] ?? 1));
    }
  });
});
