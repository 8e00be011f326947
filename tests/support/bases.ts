import type { KINDS } from '../../src/pipeline/kinds/kinds';

/** Documents whose changes reach every task of a kind. */
export const BASES: Readonly<Record<keyof typeof KINDS, readonly object[]>> = {
  pair: [
    { version: 3, dataset: 'quadrant', network: { kind: 'mlp', hidden: [3, 2] } },
    {
      version: 3,
      dataset: 'quadrant',
      network: { kind: 'mlp', hidden: [3, 2] },
      networks: [
        { initialisation: 1, order: 11 },
        { initialisation: 2, order: 12, file: { name: 'b.safetensors' } },
        { initialisation: 3, order: 13 },
        { initialisation: 4, order: 14, fork: 3 },
      ],
      curves: { kinds: ['bezier', 'layer-line', 'slerp'] },
      measurements: { repair: true, averages: 'to-first', simplex: {}, ensemble: {} },
      plane: { kind: 'random' },
    },
    {
      version: 3,
      dataset: 'quadrant',
      network: { kind: 'mlp', hidden: [9] },
      alignment: { method: 'initialisation', direction: 'gradient' },
      curves: { kinds: ['chain', 'neb', 'layer-steps'], ends: 'pi(A) and B' },
      measurements: {
        initialisations: true,
        transfer: { found: [0, 1], applied: [0, 2] },
        ensemble: { along: 'chain' },
      },
      plane: { kind: 'trajectory' },
    },
    {
      version: 3,
      dataset: 'quadrant',
      network: { kind: 'mlp', hidden: [3] },
      networks: [
        { initialisation: 1, order: 11 },
        { initialisation: 2, order: 12, hidden: [2] },
      ],
      alignment: { method: 'transport' },
      curves: { kinds: ['bezier'], ends: 'pi(A) and B' },
      plane: { anchors: ['pi(A)', 'B', 'Bezier control'] },
    },
    {
      version: 3,
      dataset: 'mnist',
      network: { kind: 'cnn', layers: [2, 'avg', 3] },
      activation: 'tanh',
      training: { optimizer: { kind: 'sgd' } },
      alignment: { method: 'sinkhorn' },
    },
  ],
};
