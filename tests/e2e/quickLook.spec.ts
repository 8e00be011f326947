import { barrier, engine, expect, open, progress, test, trainToTheEnd } from './page';

test('Quick look trains, aligns and explores two networks within 12 s', async ({ page }) => {
  await open(page);
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  await expect(progress(page)).toHaveText(/ready/i);
  const seconds = await trainToTheEnd(page);
  console.log(`Quick look: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(12);

  const [naive, permuted, bezier, chain] = await Promise.all(
    ['Naive', 'Permuted', 'Bezier', 'Polygonal chain'].map((row) => barrier(page, row, 0)),
  );
  console.log(`Barriers over the mean: ${[naive, permuted, bezier, chain].join(', ')}`);
  expect(naive).toBeGreaterThan(3 * (permuted ?? NaN));
  expect(bezier).toBeLessThan((naive ?? NaN) / 3);
  expect(chain).toBeLessThan((naive ?? NaN) / 3);
  await expect(page.getByRole('img', { name: 'Loss plane', exact: true })).toBeVisible();
  await expect(page.getByText('NaN')).toHaveCount(0);
});
