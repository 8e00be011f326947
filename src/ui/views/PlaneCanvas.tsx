/** The heat map's pixels. */
import { memo, useEffect, useRef } from 'react';
import { paintField } from '../draw/heatmap';
import type { Field } from '../draw/field';
import { useRamp } from './ramp';

/** Pixels on each side; the browser smooths it up to the size of the picture. */
const SIDE = 404;

export const PlaneCanvas = memo(function PlaneCanvas({
  field,
  summary,
}: {
  readonly field: Field | null;
  /** Id of the element that says what is seen. */
  readonly summary: string;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const ramp = useRamp();
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const frame = requestAnimationFrame(() => {
      if (field?.known !== true) {
        context.clearRect(0, 0, SIDE, SIDE);
        return;
      }
      const image = context.createImageData(SIDE, SIDE);
      paintField(field, image.data, SIDE, ramp);
      context.putImageData(image, 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [field, ramp]);
  return (
    <canvas
      ref={ref}
      className="plane-canvas"
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label="Loss plane"
      aria-describedby={summary}
      data-empty={field?.known !== true || undefined}
    />
  );
});
