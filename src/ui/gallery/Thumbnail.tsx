/** A landscape's plane in small, from the values that were computed, with what lies in it. */
import { memo, useEffect, useRef } from 'react';
import type { Thumbnail as Picture } from '../../pipeline/landscapeIndex';
import { paintField } from '../draw/heatmap';

/** CSS pixels on each side. */
const SIDE = 160;

export const Thumbnail = memo(function Thumbnail({ picture }: { readonly picture: Picture }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d') ?? null;
    if (context === null) return;
    const { width } = context.canvas;
    const image = context.createImageData(width, width);
    paintField({ size: picture.size, shares: sharesOf(picture) }, image.data, width);
    context.putImageData(image, 0, 0);
  }, [picture]);
  const at = (x: number, y: number) => `${(SIDE * x).toFixed(1)},${(SIDE * (1 - y)).toFixed(1)}`;
  return (
    <span className="thumbnail" aria-hidden="true">
      <canvas ref={ref} width={2 * SIDE} height={2 * SIDE} />
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`}>
        {picture.paths.map(({ name, places }) => (
          <polyline
            key={name}
            data-path={name}
            points={pairs(places)
              .map(([x, y]) => at(x, y))
              .join(' ')}
          />
        ))}
        {picture.marks.map(({ name, x, y }) => (
          <circle key={name} cx={SIDE * x} cy={SIDE * (1 - y)} r="3.5" />
        ))}
      </svg>
    </span>
  );
});

/** From 0 to 1, row 0 at the bottom. */
function sharesOf({ shades }: Picture): Float32Array {
  const bytes = atob(shades);
  return Float32Array.from({ length: bytes.length }, (_, i) => bytes.charCodeAt(i) / 255);
}

const pairs = (places: readonly number[]): [x: number, y: number][] =>
  Array.from({ length: places.length / 2 }, (_, i) => [
    places[2 * i] ?? NaN,
    places[2 * i + 1] ?? NaN,
  ]);
