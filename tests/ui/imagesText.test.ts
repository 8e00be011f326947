import { expect, test } from 'vitest';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { exactnessText, imagesText } from '../../src/ui/views/imagesText';

const experiment = parseExperiment({ version: 2 });

test('a picture says of how many images it is, and how near to all', () => {
  expect(imagesText(experiment)).toBe('10,000 images');
  expect(imagesText(experiment, 500)).toBe('500 images');
  expect(imagesText(experiment, 1e6)).toBe('10,000 images');
  expect(exactnessText(experiment, 2000, 0.84)).toBe(
    '2,000 of 10,000 test images; accuracies are within about 0.7 % of those on all.',
  );
  expect(exactnessText(experiment, 10_000, 0.84)).toBe('All 10,000 test images.');
  expect(exactnessText(experiment, 2000, NaN)).toBe('2,000 of 10,000 test images.');
});
