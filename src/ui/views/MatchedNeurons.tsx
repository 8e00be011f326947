/** What units of A and B look at: their first-layer weights as images, side by side, before and after matching. */
import { MATCHING, networkRef } from '../../pipeline/kinds/pair/refs';
import { useDeferredValue, useMemo, useState } from 'react';
import { entryOf } from '../../data/named';
import type { MatchingResult, TrainedNetwork } from '../../jobs/jobs';
import { METHODS } from '../../jobs/methods';
import { affineLayers, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import { usePage, useTask } from '../context';
import { Switcher } from '../controls/Switcher';
import { learnedPart, meanCosine, neuronPairs, turned } from '../draw/neurons';
import { matchingTables } from '../export/tables';
import { countText, similarityText } from '../format';
import { useMedia } from '../hooks';
import { resultOf } from '../stage';
import { LayerMatches } from './LayerMatches';
import { matchingText } from './matchingText';
import { NeuronSheet } from './NeuronSheet';
import { Empty, Panel } from './Panel';

const PARTS = [
  { value: 'learned', label: 'Learned' },
  { value: 'all', label: 'Weights' },
] as const;

/** Pairs on one page, and on one of a narrow screen. */
const PAGE = 64;
const NARROW_PAGE = 24;

const ORDERS = [
  { value: 'before', label: 'Before matching' },
  { value: 'after', label: 'After matching' },
] as const;
type Order = (typeof ORDERS)[number]['value'];

/** Before it is known which method will have been used. */
const METHODS_OF = 'Benzing et al. 2022, eq. 3; Ainsworth et al. 2023, Sec. 3';

export function MatchedNeurons() {
  // Sums over all weights of the first layer: later, so that a new matching is shown elsewhere at once.
  const matching = useDeferredValue(useTask(MATCHING));
  const networkA = useDeferredValue(useTask(networkRef('A')));
  const networkB = useDeferredValue(useTask(networkRef('B')));
  const [order, setOrder] = useState<Order>('after');
  const [part, setPart] = useState<(typeof PARTS)[number]['value']>('learned');
  const [page, setPage] = useState(0);
  const matched = resultOf(matching);
  const resultA = resultOf(networkA);
  const a = resultA?.value ?? null;
  const b = resultOf(networkB)?.value ?? null;
  const made = resultA?.recipe.experiment ?? null;
  const first = matched?.value.layers[0] ?? null;
  // Of a network from a file nobody knows where it began.
  const initialised = a?.initial !== null && b?.initial !== null;
  const learned = part === 'learned' && initialised;
  // While A and B are trained again the matching is still of the networks before: the shapes must agree at least.
  const rows = useMemo(() => {
    if (a === null || b === null || first === null || made === null) return null;
    const units = first.permutation.length;
    const inputs = firstInputs(a.architecture, units);
    if (inputs === null || inputs !== firstInputs(b.architecture, units)) return null;
    const rowsOf = learned ? learnedFirstLayer : firstLayer;
    const { side, channels } = entryOf(made);
    const image = { side: a.architecture.kind === 'cnn' ? 3 : side, channels };
    const own = rowsOf(a);
    const matchedA =
      order === 'after' &&
      matched !== null &&
      METHODS[matched.recipe.experiment.alignment.method].signs === true
        ? turned(
            own,
            firstLayer(a),
            firstPart(matched.value.permuted, own),
            first.permutation,
            inputs,
          )
        : own;
    return { a: matchedA, b: rowsOf(b), inputs, image };
  }, [a, b, first, learned, made, matched, order]);
  const convolution = a?.architecture.kind === 'cnn';
  // On the same images as the sentence below: by whatever similarity units were matched.
  const cosines = matched?.value.cosines[0] ?? null;
  const pairs = useMemo(
    () =>
      first === null || cosines === null ? [] : neuronPairs(first.permutation, cosines, order),
    [first, cosines, order],
  );
  const cosine = useMemo(
    () => (rows === null ? NaN : meanCosine(rows.a, rows.b, rows.inputs, pairs)),
    [rows, pairs],
  );
  const onPage = useMedia('(max-width: 40rem)') ? NARROW_PAGE : PAGE;
  const pages = Math.max(1, Math.ceil(pairs.length / onPage));
  const shownPage = Math.min(page, pages - 1);
  const shown = useMemo(
    () => pairs.slice(shownPage * onPage, (shownPage + 1) * onPage),
    [pairs, shownPage, onPage],
  );

  const before = useMemo(
    () =>
      first === null || cosines === null
        ? []
        : neuronPairs(first.permutation, cosines, 'before').slice(
            shownPage * onPage,
            (shownPage + 1) * onPage,
          ),
    [first, cosines, shownPage, onPage],
  );
  const alignments = usePage((state) => state.alignments);
  // What was seen before this picture was opened is not shown in it.
  const [alignmentsBefore] = useState(alignments);

  return (
    <Panel
      name="neurons"
      title="Matched neurons"
      sentence={
        <>
          {learned ? 'What training added to the ' : 'The '}
          {convolution ? '3 × 3 filter' : 'incoming weights'} of each first-layer{' '}
          {convolution ? 'channel' : 'unit'} of B (right) beside{' '}
          {order === 'after'
            ? 'the one of A matched with it (left), from the most to the least alike.'
            : 'the one of A of the same number (left), in the order of the numbers.'}{' '}
          Each image has its own scale about zero:{' '}
          {rows?.image.channels === 3 ? (
            'grey is zero, colours are the weights of red, green and blue.'
          ) : (
            <>
              <span className="weight-key" data-sign="negative">
                negative
              </span>
              ,{' '}
              <span className="weight-key" data-sign="positive">
                positive
              </span>
              .
            </>
          )}
        </>
      }
      source={`${matched?.value.source ?? METHODS_OF}; pictures as in Li et al. 2016`}
      stages={[matching]}
      recipe={matched?.recipe ?? null}
      exportable={matched === null ? undefined : () => matchingTables(matched.value)}
      tools={
        <>
          <Switcher label="Order of A's units" value={order} options={ORDERS} onChoose={setOrder} />
          <Switcher
            label="Part of the weights"
            value={initialised ? part : 'all'}
            options={PARTS}
            onChoose={setPart}
            disabled={!initialised}
          />
        </>
      }
    >
      {matched === null || rows === null ? (
        <Empty>
          {matching.status === 'running'
            ? 'Matching neurons'
            : 'Small images of the neurons’ weights will be here once A and B are matched.'}
        </Empty>
      ) : (
        <>
          <p className="summary">
            {order === 'after' ? (
              <MatchingText matching={matched.value} />
            ) : (
              'As A and B are numbered, before any unit of A is moved.'
            )}{' '}
            The two images of a pair have a mean cosine of {similarityText(cosine)}
            {order === 'after' ? ' as matched.' : '.'}
          </p>
          {order === 'after' && <LayerMatches cosines={matched.value.cosines} />}
          <NeuronSheet
            a={rows.a}
            b={rows.b}
            pairs={shown}
            showSimilarity={order === 'after'}
            image={rows.image}
            unit={convolution ? 'Channel' : 'Unit'}
            first={shownPage * onPage + 1}
            of={pairs.length}
            before={before}
            alignments={order === 'after' ? alignments - alignmentsBefore : 0}
          />
          {pages > 1 && (
            <div className="pager" data-unexported="">
              <button
                type="button"
                className="button small"
                disabled={shownPage === 0}
                onClick={() => setPage(shownPage - 1)}
              >
                {order === 'after' ? 'More alike' : 'Before'}
              </button>
              <span className="quiet" aria-live="polite">
                Pairs {shownPage * onPage + 1} to {Math.min(pairs.length, (shownPage + 1) * onPage)}{' '}
                of {countText(pairs.length)}
              </span>
              <button
                type="button"
                className="button small"
                disabled={shownPage === pages - 1}
                onClick={() => setPage(shownPage + 1)}
              >
                {order === 'after' ? 'Less alike' : 'Next'}
              </button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

/** Weights of each unit of the first layer, or null if it has another number of units. */
function firstInputs(architecture: Architecture, units: number): number | null {
  const [first] = affineLayers(architecture);
  return first?.outputs === units ? first.inputs * first.kernel ** 2 : null;
}

/** Rows of the first layer's weight, `[units, inputs]`: a view, not a copy. */
function firstLayer({ architecture, weights }: Pick<TrainedNetwork, 'architecture' | 'weights'>) {
  return view(weights, tensorNamed(layoutOf(architecture), 'layers.0.weight'));
}

/** The first layer of other weights of the same architecture: it comes first. */
const firstPart = (weights: Weights, { length }: Weights) => weights.subarray(0, length);

function learnedFirstLayer({ architecture, weights, initial }: TrainedNetwork) {
  const rows = firstLayer({ architecture, weights });
  return initial === null
    ? rows
    : learnedPart(rows, firstLayer({ architecture, weights: initial }));
}

/** A component of its own, so that what it reads stays memoized above. */
function MatchingText({ matching }: { readonly matching: MatchingResult }) {
  return matchingText(matching);
}
