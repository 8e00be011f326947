/** Pairs of neurons on one canvas, with a reading under the pointer. */
import { memo, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useSession } from '../context';
import { drawSheet, pairAt, placeOf, sheetLayout, type SheetContent } from '../draw/sheet';
import { similarityText } from '../format';
import { useMedia, useWidth } from '../hooks';
import { resolvedColour } from './resolvedColour';

interface NeuronSheetProps extends SheetContent {
  /** What a unit of the first layer is called: `Unit`, `Channel`. */
  readonly unit: string;
}

export const NeuronSheet = memo(function NeuronSheet(content: NeuronSheetProps) {
  const { a, b, pairs, showSimilarity, image, unit } = content;
  const [ref, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const layout = useMemo(() => sheetLayout(width, pairs.length, image.side), [width, pairs, image]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || layout.width === 0) return;
    // In a task of its own: within a frame it would be the longest part of it.
    const timer = setTimeout(() =>
      drawSheet(
        element,
        layout,
        { a, b, pairs, showSimilarity, image },
        {
          negative: resolvedColour(element, '--weight-negative'),
          zero: resolvedColour(element, '--weight-zero'),
          positive: resolvedColour(element, '--weight-positive'),
          text: resolvedColour(element, '--quiet'),
          font: `11px ${getComputedStyle(element).fontFamily}`,
        },
      ),
    );
    return () => clearTimeout(timer);
  }, [a, b, pairs, showSimilarity, image, layout, theme, dark]);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = pairAt(layout, event.clientX - box.left, event.clientY - box.top);
    setHover(pairs[index] === undefined ? null : index);
  };
  const pair = hover === null ? undefined : pairs[hover];
  const place = placeOf(layout, hover ?? 0);
  const size = { width: `${layout.width}px`, height: `${layout.height}px` };
  return (
    <div className="neurons-sheet" ref={ref}>
      <div
        style={{ height: size.height }}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setHover(null)}
      >
        <canvas
          ref={canvas}
          style={size}
          role="img"
          aria-label={`First-layer weights of ${pairs.length} pairs of ${unit.toLowerCase()}s`}
        />
      </div>
      {pair !== undefined && (
        <div
          className="tip"
          data-left={place.x > width / 2 || undefined}
          style={{ left: `${place.x + layout.pair / 2}px`, top: `${place.y + layout.image}px` }}
        >
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
      )}
    </div>
  );
});
