import { readFileSync } from 'node:fs';
import { toFragment } from '../../src/pipeline/address';
import { readDocument } from '../../src/pipeline/documents';
import { readExample } from '../../src/pipeline/examples';
import { USUAL_VIEW } from '../../src/pipeline/view';
import { architectureName } from '../../src/model/architecture';
import { golden, GOLDEN_CASES, goldenFile, TOLERANCES } from '../support/golden';
import { drop, expect, open, progress, test } from './page';

/** A perceptron of what the page takes for granted where a file says nothing. */
const CASE = GOLDEN_CASES.find((name) => {
  const { architecture, values } = golden(name);
  const { kind, activation } = architecture;
  return kind === 'mlp' && activation === 'relu' && values.loss === 'cross-entropy';
});

test('two checkpoints of PyTorch are explored, kept and saved', async ({ page }) => {
  if (CASE === undefined) throw new Error('Expected a golden perceptron of ReLU, got none.');
  const { values, architecture } = golden(CASE);
  const settings = `evaluation.points=${values.alphas.length}&curves.kinds=,&plane.grid=5&plane.samples=100`;
  await open(page, `?engine=wasm#${settings}&version=2`);
  const files = ['a', 'b'].map((which) => ({
    name: `${CASE}-${which}.safetensors`,
    bytes: readFileSync(goldenFile(`${CASE}-${which}.safetensors`)),
  }));
  await drop(page, files);
  const dialog = page.getByRole('dialog', { name: 'Networks of yours' });
  await expect(dialog).toContainText(`perceptron ${architectureName(architecture)}`);
  await page.getByRole('button', { name: 'Use them' }).press('Enter');
  await expect(dialog).toBeHidden();

  // The address has the files' digests, and the browser their weights.
  await expect(page).toHaveURL(/networks\.1\.file\.digest=[0-9a-f]{64}&/);
  const forget = page.getByRole('button', { name: 'Forget these files' });
  await expect(forget).toBeVisible();
  await page.reload();
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  await page.getByRole('button', { name: 'Explore' }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save experiment and results' }).click();
  const file = await (await download).path();
  const { results } = readDocument('saved', readFileSync(file, 'utf8'));
  for (const name of ['naive', 'permuted'] as const) {
    const result = results.find(({ id }) => id === name)?.value;
    const { loss } = result as { loss: Float64Array };
    const wanted = values[name].map((place) => place.loss);
    expect(loss).toHaveLength(wanted.length);
    // The permutation may differ where units are dead, so the ends alone are exact for any.
    const places = name === 'naive' ? wanted.keys() : [0, wanted.length - 1];
    for (const i of places)
      expect(Math.abs(loss[i]! / wanted[i]! - 1)).toBeLessThan(TOLERANCES.loss);
  }

  await page.keyboard.press('Escape');
  await forget.click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/digest/);
});

test('networks that come with Isthmus are fetched for an address that names them', async ({
  page,
}) => {
  const file = readFileSync('experiments/git-re-basin-counter-example.json', 'utf8');
  const { experiment } = readExample(JSON.parse(file));
  await page.goto(`/?engine=wasm#${toFragment(experiment, USUAL_VIEW)}`);
  await expect(page).toHaveURL(/counter-example-a/);
  await page.getByRole('button', { name: 'Explore' }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
  await expect(page.getByText('Agrees')).toHaveCount(5);
});
