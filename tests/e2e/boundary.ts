/** What tests of the decision boundary share. */
import { expect, type Page } from '@playwright/test';
import { open, slider, trainToTheEnd } from './page';

/** Three spirals, in a second or two of training. */
export const SPIRALS =
  '#dataset=spirals&points.classes=3&points.noise=0.03&network.kind=mlp&network.hidden=16,16&training.epochs=10&training.batch=20&training.optimizer.kind=adamw&training.optimizer.learningRate=0.01&evaluation.points=5&curves.kinds=bezier,&curves.learningRate=0.01&plane.grid=5&version=3';

export const boundary = (page: Page) =>
  page.getByRole('img', { name: 'Decision boundary', exact: true });

type Pixels = readonly number[];

/** Each picture in 32 x 32 pixels, naive, aligned and on a curve, once all are of the slider's place. */
async function pictures(page: Page, alpha: number): Promise<[Pixels, Pixels, Pixels]> {
  await expect(boundary(page).locator(`canvas[data-alpha="${alpha}"]`)).toHaveCount(3);
  const drawn = await boundary(page)
    .locator('canvas')
    .evaluateAll((list) =>
      list.map((canvas) => {
        const small = new OffscreenCanvas(32, 32).getContext('2d');
        small?.drawImage(canvas as HTMLCanvasElement, 0, 0, 32, 32);
        return [...(small?.getImageData(0, 0, 32, 32).data ?? [])];
      }),
    );
  return drawn as [Pixels, Pixels, Pixels];
}

/** Share of the numbers that differ by more than the rounding of colours. */
const apart = (one: Pixels, other: Pixels): number =>
  one.filter((level, i) => Math.abs(level - (other[i] ?? NaN)) > 4).length / one.length;

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
  const [naiveB, alignedB, curveB] = await pictures(page, 1);
  for (const [one, other] of [
    [naive, naiveA],
    [aligned, alignedA],
    [naive, aligned],
    [curve, aligned],
  ] as const)
    expect(apart(one, other)).toBeGreaterThan(0.05);
  // pi(A) computes what A does, and all paths end at B.
  for (const same of [apart(naiveA, alignedA), apart(naiveB, alignedB), apart(naiveB, curveB)])
    expect(same).toBeLessThan(0.005);
  await expect(page.getByText(/the networks get right, of 400 test points: Naive/)).toBeVisible();
}
