/** What axe finds wrong with a page. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    axe?: {
      run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
    };
  }
}

const SCRIPT = 'node_modules/axe-core/axe.min.js';

/** A line for each fault, with where it is. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined)))
    // As an element it would be refused by the page's policy.
    await page.evaluate(readFileSync(SCRIPT, 'utf8'));
  const violations = await page.evaluate(async () => (await window.axe?.run())?.violations);
  if (violations === undefined) throw new Error('Expected axe to be loaded.');
  return violations.map(
    ({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map((node) => node.target))}`,
  );
}
