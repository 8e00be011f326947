/** Modes of the page, links and what they hold, the frame for other pages, and the slider's words and walk. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { USUAL_VIEW, type View } from '../../src/pipeline/view';
import { EMBEDDED, modeIn, withQuery } from '../../src/ui/mode';
import { embedText } from '../../src/ui/share/embed';
import { galleryText, heldText, reachText } from '../../src/ui/share/held';
import { alphaAfter } from '../../src/ui/views/play';
import { sliderText } from '../../src/ui/views/sliderText';
import { pathRef } from '../../src/pipeline/kinds/pair/refs';
import { shown, stateOf } from '../../src/pipeline/state';
import { seriesFor } from '../../src/ui/draw/series';
import { fixtureState } from '../support/fixture';

describe('the mode of an address', () => {
  it('is the usual page, a form for a room, or one picture', () => {
    expect(modeIn('')).toEqual({ kind: 'page' });
    expect(modeIn('?engine=wasm&present')).toEqual({ kind: 'present' });
    for (const picture of EMBEDDED)
      expect(modeIn(`?embed=${picture}`)).toEqual({ kind: 'embed', picture });
    expect(modeIn('?embed=toString')).toEqual({ kind: 'embed', picture: 'plane' });
    expect(modeIn('?embed')).toEqual({ kind: 'embed', picture: 'plane' });
  });

  it('is the same one for the same address, so that nothing is drawn anew', () => {
    expect(modeIn('?embed=line')).toBe(modeIn('?x=a&embed=line'));
  });

  it('is taken out of what is shared, and all else stays as it is', () => {
    const link = 'https://a.org/isthmus/?x=some&explore#view.alpha=0.3&version=3';
    expect(withQuery(link.replace('?', '?engine=wasm&open&present&'), [])).toBe(link);
    expect(withQuery(link, ['embed=line'])).toBe(link.replace('#', '&embed=line#'));
    expect(withQuery('https://a.org/?present', [])).toBe('https://a.org/');
  });
});

describe('the frame for another page', () => {
  it('is HTML that leads to one picture', () => {
    const frame = embedText('https://a.org/?x=b&explore#view.alpha=0.3&version=3', 'line');
    expect(frame).toContain(
      'src="https://a.org/?x=b&amp;explore&amp;embed=line#view.alpha=0.3&amp;version=3"',
    );
    expect(frame).toMatch(/^<iframe [^<>]*><\/iframe>$/);
  });

  it('is as the page on sharing has it', () => {
    const page = readFileSync(new URL('../../docs/sharing.md', import.meta.url), 'utf8');
    expect(page).toContain(embedText('https://example.org/isthmus/#view.alpha=0.35', 'plane'));
    for (const picture of EMBEDDED) expect(page).toContain(`\`${picture}\``);
  });
});

describe('what a link holds', () => {
  const usual = parseExperiment({ version: 3 });

  it('is counted, and the view is named', () => {
    const held = (experiment: object, view: Partial<View> = {}) =>
      heldText(parseExperiment({ version: 3, ...experiment }), { ...USUAL_VIEW, ...view });
    expect(held({})[0]).toBe('The link holds every setting, all as they are by default.');
    expect(
      held({ training: { epochs: 3, batch: 50 } }, { alpha: 0.25, hidden: ['naive'] })[0],
    ).toBe(
      'The link holds every setting, 2 of them not as by default; and the slider at 0.25, 1 hidden path.',
    );
  });

  it('is the name of a finished landscape', () => {
    expect(heldText(usual, { ...USUAL_VIEW, tab: 'neurons' }, 'two-networks')).toEqual([
      'The link names this finished landscape, which opens at once; and holds the open tab.',
    ]);
  });

  it('is the wall of the gallery as it is filtered, and says how one landscape is shared', () => {
    const [wall, one] = galleryText('https://example.org/isthmus/gallery/?about=curves');
    expect(wall).toBe('The link opens the gallery, filtered as here.');
    expect(one).toContain('open it first');
    expect(galleryText('https://example.org/isthmus/gallery/')[0]).toBe(
      'The link opens the gallery.',
    );
  });

  it('is of no use to others where the page is served by one machine alone', () => {
    expect(reachText('http://localhost:4173/?explore')).toHaveLength(1);
    expect(reachText('http://[::1]:4173/')).toHaveLength(1);
    expect(reachText('https://localhost.org/isthmus/')).toEqual([]);
  });

  it('is not the weights of files', () => {
    const [a, b] = usual.networks;
    const file = { name: 'mine.safetensors', digest: null };
    const networks = [{ ...a, file }, b];
    expect(heldText(parseExperiment({ ...usual, networks }), USUAL_VIEW)[1]).toMatch(
      /names mine\.safetensors.*does not hold/,
    );
  });
});

describe('the slider', () => {
  const { tasks } = fixtureState('done');
  const paths = (['naive', 'permuted'] as const).map((name) => ({
    series: seriesFor(name),
    path: shown(stateOf(tasks, pathRef(name)))?.value ?? null,
  }));

  it('says the losses at its place', () => {
    expect(sliderText(0.5, paths, [])).toMatch(
      /^alpha 0\.50\. Naive: loss [\d.]+, accuracy [\d.]+ %; Permuted: loss [\d.]+, accuracy [\d.]+ %$/,
    );
    expect(sliderText(0.5, paths, ['naive'])).not.toContain('Naive');
    expect(sliderText(0.25, [], [])).toBe('alpha 0.25');
  });

  it('walks from A to B and back, in few steps where motion is to be reduced', () => {
    const along = (reduced: boolean) =>
      Array.from({ length: 101 }, (_, i) => alphaAfter(i / 100, reduced));
    const walk = along(false);
    expect([walk[0], walk[25], walk[50], walk[75], walk[100]]).toEqual([0, 0.5, 1, 0.5, 0]);
    const steps = along(true);
    expect([...new Set(steps)].sort()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect([steps[0], steps[100], alphaAfter(7, true), alphaAfter(7, false)]).toEqual([0, 0, 0, 0]);
  });
});
