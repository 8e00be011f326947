/** Pairs of neurons on one canvas, with a reading under the pointer and by the arrow keys; they go to new places in sight. */
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useSession } from '../context';
import {
  drawSheet,
  pairAt,
  paintSheet,
  placeOf,
  placesOf,
  sheetLayout,
  type SheetContent,
} from '../draw/sheet';
import type { NeuronPair } from '../draw/neurons';
import { countText, similarityText } from '../format';
import { useMedia, useWidth } from '../hooks';
import { ALIGNING, CALM, play } from '../motion';
import { resolvedColour } from './resolvedColour';

interface NeuronSheetProps extends SheetContent {
  /** What a unit of the first layer is called: `Unit`, `Channel`. */
  readonly unit: string;
  /** The rank of the first pair of all there are, from 1. */
  readonly first: number;
  readonly of: number;
  /** The same page before matching, for showing how the neurons change places. */
  readonly before: readonly NeuronPair[];
  /** Grows whenever that is to be seen. */
  readonly alignments: number;
}

export const NeuronSheet = memo(function NeuronSheet(content: NeuronSheetProps) {
  const { a, b, pairs, showSimilarity, image, unit, first, of, before, alignments } = content;
  const [ref, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [byKey, setByKey] = useState(false);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const calm = useMedia(CALM);
  const layout = useMemo(() => sheetLayout(width, pairs.length, image.side), [width, pairs, image]);
  /** What was drawn last, for where images come from. */
  const last = useRef<{ a: SheetContent['a']; pairs: readonly NeuronPair[]; width: number } | null>(
    null,
  );
  const seen = useRef(0);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || layout.width === 0) return;
    const comesFrom = () => {
      const known = last.current;
      last.current = { a, pairs, width: layout.width };
      if (alignments > seen.current) {
        seen.current = alignments;
        return before;
      }
      const same = known !== null && known.a === a && known.width === layout.width;
      return same && known.pairs !== pairs ? known.pairs : null;
    };
    let stop: () => void = () => undefined;
    // In a task of its own: within a frame it would be the longest part of it.
    const timer = setTimeout(() => {
      const ink = {
        negative: resolvedColour(element, '--weight-negative'),
        zero: resolvedColour(element, '--weight-zero'),
        positive: resolvedColour(element, '--weight-positive'),
        text: resolvedColour(element, '--quiet'),
        font: `12px ${getComputedStyle(element).fontFamily}`,
      };
      const small = paintSheet(layout, { a, b, pairs, showSimilarity, image }, ink);
      const texts = { pairs, showSimilarity };
      const start = comesFrom();
      const moves = start !== null && !calm;
      const from = moves ? placesOf(layout, start) : null;
      if (moves)
        stop = play(ALIGNING, (share) =>
          drawSheet(element, layout, small, texts, ink, from, share),
        );
      else drawSheet(element, layout, small, texts, ink);
      if (start !== null && calm) element.animate([{ opacity: 0 }, { opacity: 1 }], ALIGNING / 2);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [a, b, pairs, showSimilarity, image, layout, theme, dark, calm, before, alignments]);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = pairAt(layout, event.clientX - box.left, event.clientY - box.top);
    setByKey(false);
    setChosen(pairs[index] === undefined ? null : index);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setChosen(null);
    const move = stepOf(event.key, layout.columns, pairs.length);
    if (move === null) return;
    event.preventDefault();
    setByKey(true);
    setChosen(chosen === null ? 0 : Math.min(pairs.length - 1, Math.max(0, chosen + move)));
  };
  const pair = chosen === null ? undefined : pairs[chosen];
  const place = placeOf(layout, chosen ?? 0);
  const size = { width: `${layout.width}px`, height: `${layout.height}px` };
  return (
    <div className="neurons-sheet" ref={ref}>
      <div
        className="neurons-reader"
        role="group"
        tabIndex={0}
        aria-label={`Pairs of ${unit.toLowerCase()}s; move with the arrow keys`}
        style={{ height: size.height }}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setChosen(null)}
        onBlur={() => setChosen(null)}
        onKeyDown={step}
      >
        <canvas
          ref={canvas}
          style={size}
          role="img"
          aria-label={`First-layer weights of ${pairs.length} pairs of ${unit.toLowerCase()}s`}
        />
      </div>
      {pair !== undefined && (
        <>
          <span
            className="neurons-chosen"
            style={{
              left: `${place.x}px`,
              top: `${place.y}px`,
              width: `${layout.pair}px`,
              height: `${layout.image}px`,
            }}
          />
          <div
            className="tip"
            data-left={place.x > width / 2 || undefined}
            style={{ left: `${place.x + layout.pair / 2}px`, top: `${place.y + layout.image}px` }}
            role={byKey ? 'status' : undefined}
            aria-label={byKey ? 'Reading of the pairs' : undefined}
          >
            <p className="tip-name">
              Pair {countText(first + (chosen ?? 0))} of {countText(of)}
              {showSimilarity && ', the most alike first'}
            </p>
            <dl>
              <dt>{unit} of A</dt>
              <dd>{pair.a}</dd>
              <dt>{unit} of B</dt>
              <dd>{pair.b}</dd>
              {showSimilarity && (
                <>
                  <dt>Cosine of activations</dt>
                  <dd>{similarityText(pair.similarity)}</dd>
                </>
              )}
            </dl>
          </div>
        </>
      )}
    </div>
  );
});

/** How many pairs a key leads on; null for other keys. */
function stepOf(key: string, columns: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return null;
  }
}
