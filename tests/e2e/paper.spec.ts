import { barrier, choose, expect, open, test, trainToTheEnd } from './page';

test('Paper shows what Benzing et al. found: permuting A removes the barrier', async ({ page }) => {
  test.setTimeout(600_000);
  await open(page);
  await choose(page, 'Preset', 'Paper');
  const seconds = await trainToTheEnd(page, 500_000);
  const accuracies = await page.getByText(/test accuracy/).allTextContents();
  const [a, b] = accuracies.flatMap((text) =>
    Array.from(text.matchAll(/accuracy ([\d.]+) %/g), ([, percent]) => Number(percent)),
  );
  const rows = ['Naive', 'Permuted', 'Bezier'];
  const [naive, permuted, bezier] = await Promise.all(rows.map((row) => barrier(page, row, 0)));
  const [naiveMiddle, permutedMiddle] = await Promise.all(
    rows.slice(0, 2).map((row) => barrier(page, row, 2)),
  );
  console.log(
    `Paper: ${seconds.toFixed(0)} s; accuracy of A ${a} %, B ${b} %; barriers over the mean: naive ${naive}, ` +
      `permuted ${permuted}, Bezier ${bezier}; midpoints: naive ${naiveMiddle} %, permuted ${permutedMiddle} %`,
  );
  for (const accuracy of [a, b]) {
    expect(accuracy).toBeGreaterThan(87);
    expect(accuracy).toBeLessThan(89);
    expect(permutedMiddle).toBeGreaterThan((accuracy ?? NaN) - 3);
    expect(naiveMiddle).toBeLessThan((accuracy ?? NaN) - 10);
  }
  expect(permuted).toBeLessThan((naive ?? NaN) / 10);
  expect(bezier).toBeLessThan(0.05);
});
