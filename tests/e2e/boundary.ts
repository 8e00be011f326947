/** What tests of the decision boundary share. */
import { expect, type Page } from '@playwright/test';
import { open, slider, trainToTheEnd } from './page';

/** Three spirals, in a second or two of training. */
export const SPIRALS =
  '#dataset=spirals&points.classes=3&points.noise=0.03&network.kind=mlp&network.hidden=16,16&training.epochs=10&training.batch=20&training.optimizer.kind=adamw&training.optimizer.learningRate=0.01&evaluation.points=5&curves.kinds=bezier,&curves.learningRate=0.01&plane.grid=5&version=3';

export const boundary = (page: Page) =>
  page.getByRole('img', { name: 'Decision boundary', exact: true });

/** The pixels of each picture, as text, once all are of the slider's place. */
async function pictures(page: Page, alpha: number): Promise<string[]> {
  const canvases = boundary(page).locator('canvas');
  await expect(boundary(page).locator(`canvas[data-alpha="${alpha}"]`)).toHaveCount(3);
  // A frame is drawn after its data has come.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return canvases.evaluateAll((list) => list.map((c) => (c as HTMLCanvasElement).toDataURL()));
}

/** The largest share of numbers that differ between the first picture and another by more than rounding. */
const shareApart = (page: Page): Promise<number> =>
  boundary(page)
    .locator('canvas')
    .evaluateAll((list) => {
      const [first = [], ...others] = list.map((element) => {
        const canvas = element as HTMLCanvasElement;
        const { width, height } = canvas;
        return [...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])];
      });
      const shares = others.map(
        (other) => other.filter((x, i) => Math.abs(x - (first[i] ?? 0)) > 2).length / first.length,
      );
      return Math.max(...shares);
    });

/** Trains on spirals and holds that the boundary changes as the slider moves, and that naive and aligned differ. */
export async function boundaryMorphs(page: Page, query: string): Promise<void> {
  await open(page, query + SPIRALS);
  await trainToTheEnd(page);
  await slider(page).focus();
  await page.keyboard.press('Home');
  const [naiveA, alignedA] = await pictures(page, 0);
  for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
  const [naive, aligned, curve] = await pictures(page, 0.5);
  await page.keyboard.press('End');
  await pictures(page, 1);
  const apart = await shareApart(page);
  expect(naive).not.toBe(naiveA);
  expect(aligned).not.toBe(alignedA);
  expect(naive).not.toBe(aligned);
  expect(curve).not.toBe(aligned);
  // All paths end at B, but for what float32 rounds.
  expect(apart).toBeLessThan(0.001);
  await expect(page.getByText(/the networks get right, of 400 test points: Naive/)).toBeVisible();
}
