import { boundaryMorphs } from './boundary';
import { engine, expect, test } from './page';

test(
  'the decision boundary of spirals morphs on the GPU as well',
  { tag: '@long' },
  async ({ page }) => {
    await boundaryMorphs(page, '?engine=webgpu');
    await expect(engine(page)).toContainText('WebGPU');
  },
);
