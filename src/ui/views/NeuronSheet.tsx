/** Pairs of neurons on one canvas. */
import { memo, useEffect, useRef, useState, type PointerEvent } from 'react';
import type { Weights } from '../../model/weights';
import { useIsthmus } from '../context';
import { divergingTable } from '../draw/colours';
import { paintNeuron, type NeuronPair } from '../draw/neurons';
import { similarityText } from '../format';
import { useMedia, useWidth } from '../hooks';

interface NeuronSheetProps {
  /** First-layer weights, `[units, side * side]`. */
  readonly a: Weights;
  readonly b: Weights;
  readonly pairs: readonly NeuronPair[];
  readonly showSimilarity: boolean;
  readonly side: number;
}

/** Pixels of one image, between the two of a pair, between pairs, and for the number below. */
const IMAGE = 42;
const INNER = 2;
const GAP = 14;
const TEXT = 18;
const PAIR = 2 * IMAGE + INNER;

export const NeuronSheet = memo(function NeuronSheet(props: NeuronSheetProps) {
  const { a, b, pairs, showSimilarity, side } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const theme = useIsthmus(({ view }) => view.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const columns = Math.max(1, Math.floor((width + GAP) / (PAIR + GAP)));
  const stride = columns > 1 ? (width - PAIR) / (columns - 1) : 0;
  const rows = Math.ceil(pairs.length / columns);
  const line = IMAGE + TEXT + GAP / 2;
  const height = rows * line;

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined || width === 0) return;
    const frame = requestAnimationFrame(() => {
      const style = getComputedStyle(element);
      const colour = (name: string) => resolve(element, `var(${name})`);
      const table = divergingTable({
        negative: colour('--weight-negative'),
        zero: colour('--weight-zero'),
        positive: colour('--weight-positive'),
      });
      const ratio = window.devicePixelRatio;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      context.scale(ratio, ratio);
      context.imageSmoothingEnabled = false;
      context.font = `11px ${style.fontFamily}`;
      context.textAlign = 'center';
      context.fillStyle = colour('--quiet');
      const sprite = new OffscreenCanvas(side, side);
      const spriteContext = sprite.getContext('2d');
      if (spriteContext === null) return;
      const image = spriteContext.createImageData(side, side);
      const draw = (weights: Weights, unit: number, x: number, y: number) => {
        paintNeuron(weights, unit, side, table, image.data);
        spriteContext.putImageData(image, 0, 0);
        context.drawImage(sprite, x, y, IMAGE, IMAGE);
      };
      pairs.forEach((pair, i) => {
        const x = Math.round((i % columns) * stride);
        const y = Math.floor(i / columns) * line;
        draw(a, pair.a, x, y);
        draw(b, pair.b, x + IMAGE + INNER, y);
        context.fillText(
          showSimilarity ? similarityText(pair.similarity) : `${pair.a} | ${pair.b}`,
          x + PAIR / 2,
          y + IMAGE + 13,
        );
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [a, b, pairs, showSimilarity, side, width, height, columns, stride, line, theme, dark]);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / (stride || PAIR));
    const row = Math.floor((event.clientY - box.top) / line);
    const index = row * columns + Math.min(columns - 1, column);
    setHover(pairs[index] === undefined ? null : index);
  };
  const pair = hover === null ? undefined : pairs[hover];
  return (
    <div className="neurons-sheet" ref={ref}>
      <div
        style={{ height: `${height}px` }}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setHover(null)}
      >
        <canvas
          ref={canvas}
          style={{ width: `${width}px`, height: `${height}px` }}
          role="img"
          aria-label={`First-layer weights of ${pairs.length} pairs of units`}
        />
      </div>
      {pair !== undefined && hover !== null && (
        <div
          className="tip"
          data-left={hover % columns > columns / 2 || undefined}
          style={{
            left: `${(hover % columns) * stride + PAIR / 2}px`,
            top: `${Math.floor(hover / columns) * line + IMAGE}px`,
          }}
        >
          <dl>
            <dt>Unit of A</dt>
            <dd>{pair.a}</dd>
            <dt>Unit of B</dt>
            <dd>{pair.b}</dd>
            {showSimilarity && (
              <>
                <dt>Similarity</dt>
                <dd>{similarityText(pair.similarity)}</dd>
              </>
            )}
          </dl>
        </div>
      )}
    </div>
  );
});

/** A CSS colour as `rgb(...)`: variables and `light-dark()` are resolved by the browser. */
function resolve(element: HTMLElement, colour: string): string {
  const before = element.style.color;
  element.style.color = colour;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  return resolved;
}
