import { expect, test } from 'vitest';
import { parseExperiment, type ExperimentInput } from '../../src/pipeline/kinds/pair/experiment';
import { planeOffer } from '../../src/ui/views/planeOffer';

const experiment = (more: Omit<ExperimentInput, 'version'> = {}) =>
  parseExperiment({ version: 2, ...more });

test('a curve that bends out of the plane is offered the one through its control point', () => {
  const offer = planeOffer('bezier', experiment({ plane: { kind: 'random' } }));
  expect(offer?.words).toBe('Plane through A, B and the control point of Bezier');
  expect(offer?.experiment.plane).toMatchObject({
    kind: 'points',
    anchors: ['A', 'B', 'Bezier control'],
  });
  const permuted = experiment({ curves: { ends: 'pi(A) and B' } });
  expect(planeOffer('chain', permuted)?.experiment.plane.anchors).toEqual([
    ...['pi(A)', 'B', 'Chain bend'],
  ]);
});

test('a line is offered the plane of both lines', () => {
  const beside = experiment({ plane: { anchors: ['A', 'B', 'Bezier control'] } });
  const offer = planeOffer('permuted', beside);
  expect(offer?.words).toBe('Plane through A, B and π(A)');
  expect(offer?.experiment.plane.anchors).toEqual(['A', 'B', 'pi(A)']);
});

test('nothing is offered that is shown, nor for what bends by no one point', () => {
  expect(planeOffer('naive', experiment())).toBeNull();
  expect(planeOffer('layer-line', experiment({ plane: { kind: 'random' } }))).not.toBeNull();
});
