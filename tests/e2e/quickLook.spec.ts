import { barrier, engine, expect, open, test, trainToTheEnd } from './page';
import { largest, sum, traceTasks } from './threads';

test('Quick look trains, aligns and explores two networks in seconds of computing', async ({
  browser,
  page,
}) => {
  await open(page);
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  const traced = await traceTasks(browser, page);
  const seconds = await trainToTheEnd(page);
  const { main, workers } = await traced();
  console.log(
    `Quick look: ${seconds.toFixed(1)} s; workers computed ${(sum(workers) / 1000).toFixed(1)} s, ` +
      `the main thread ${(sum(main) / 1000).toFixed(1)} s, at most ${largest(main).toFixed(1)} ms at a time`,
  );
  // What its training, matching, paths and plane compute; on two processors half of it.
  expect(sum(workers)).toBeGreaterThan(500);
  expect(sum(workers)).toBeLessThan(12_000);
  expect(sum(main)).toBeLessThan(sum(workers));
  expect(largest(main)).toBeLessThan(50);

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
