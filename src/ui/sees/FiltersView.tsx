/** The first-layer filters of matched units of A and B, and the averaged ones, after alignment and without. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { CatalogEntry } from '../../data/catalog';
import { entryOf } from '../../data/named';
import { METHODS } from '../../jobs/methods';
import { MATCHING, networkRef } from '../../pipeline/kinds/pair/refs';
import { useTask, useWorkspace } from '../context';
import { Switcher } from '../controls/Switcher';
import type { WeightImage } from '../draw/neurons';
import { alphaText, countText, percentText } from '../format';
import { resultOf } from '../stage';
import { Empty } from '../views/Panel';
import { FilterTable } from './FilterTable';
import { filterOrder, filterRow, keptLengths } from './filters';
import { useFirstLayers } from './firstLayers';

const PARTS = [
  { value: 'learned', label: 'Learned' },
  { value: 'all', label: 'Weights' },
] as const;

/** Units on one page. */
const PAGE = 5;

export function FiltersView() {
  const matched = resultOf(useDeferredValue(useTask(MATCHING)));
  const resultA = resultOf(useDeferredValue(useTask(networkRef('A'))));
  const b = resultOf(useDeferredValue(useTask(networkRef('B'))))?.value ?? null;
  const a = resultA?.value ?? null;
  const alpha = useWorkspace(({ view }) => view.alpha);
  const [part, setPart] = useState<(typeof PARTS)[number]['value']>('learned');
  const [page, setPage] = useState(0);
  const matching = matched?.value ?? null;
  const method = matched?.recipe.experiment.alignment.method ?? null;
  const plain =
    matching !== null &&
    method !== null &&
    METHODS[method].signs !== true &&
    matching.mixed === null &&
    matching.largestFactor === null;
  const canLearn = plain && a?.initial !== null && b?.initial !== null;
  const learned = canLearn && part === 'learned';
  const layers = useFirstLayers(a, b, matching, learned);
  const order = useMemo(() => (layers === null ? [] : filterOrder(layers)), [layers]);
  const kept = useMemo(
    () => (layers === null ? null : keptLengths(layers, alpha)),
    [layers, alpha],
  );
  const pages = Math.max(1, Math.ceil(order.length / PAGE));
  const shownPage = Math.min(page, pages - 1);
  const rows = useMemo(
    () =>
      layers === null
        ? []
        : order
            .slice(shownPage * PAGE, (shownPage + 1) * PAGE)
            .map((unit) => filterRow(layers, unit, alpha)),
    [layers, order, shownPage, alpha],
  );
  const made = resultA?.recipe.experiment ?? null;
  const convolution = a?.architecture.kind === 'cnn';
  const unit = convolution ? 'Channel' : 'Unit';
  return (
    <section className="sees-part" aria-labelledby="filters-title">
      <h3 id="filters-title">What averaging makes of a filter</h3>
      {layers === null || kept === null || made === null ? (
        <Empty>
          {a !== null && b !== null && matching !== null
            ? 'A and B differ in widths, so their filters have no plain average.'
            : 'The filters will be here once A and B are matched.'}
        </Empty>
      ) : (
        <>
          <div className="sees-tools">
            <Switcher
              label="Part of the filters"
              value={canLearn ? part : 'all'}
              options={PARTS}
              onChoose={setPart}
              disabled={!canLearn}
            />
            <span className="quiet">α = {alphaText(alpha)}, one scale in each row</span>
          </div>
          <p className="summary">{keptText(kept, alpha)}</p>
          <FilterTable rows={rows} image={imageOf(convolution, entryOf(made))} unit={unit} />
          {pages > 1 && (
            <div className="pager">
              <button
                type="button"
                className="button small"
                disabled={shownPage === 0}
                onClick={() => setPage(shownPage - 1)}
              >
                More alike
              </button>
              <span className="quiet" aria-live="polite">
                {unit}s {shownPage * PAGE + 1} to {shownPage * PAGE + rows.length} of{' '}
                {countText(order.length)}
              </span>
              <button
                type="button"
                className="button small"
                disabled={shownPage === pages - 1}
                onClick={() => setPage(shownPage + 1)}
              >
                Less alike
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** How much of a filter is left in the averages. */
export function keptText(
  { aligned, naive }: ReturnType<typeof keptLengths>,
  alpha: number,
): string {
  if (alpha === 0 || alpha === 1) return `At ${alpha === 0 ? 'A' : 'B'} nothing is averaged yet.`;
  return `Filters that agree keep their strength in an average, others cancel out. Here the naive average keeps ${percentText(naive, 0)} of it, the aligned one ${percentText(aligned, 0)}.`;
}

function imageOf(convolution: boolean, { side, channels }: CatalogEntry): WeightImage {
  return { side: convolution ? 3 : side, channels };
}
