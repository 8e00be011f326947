/** One image of a dataset, its pixels as squares. */
import { rgb } from 'd3-color';
import { useEffect, useRef } from 'react';
import { useSession } from '../context';
import { useMedia } from '../hooks';
import { resolvedColour } from '../views/resolvedColour';
import { paintImage, type ImageShape, type Rgb } from './picture';

interface TestImageProps {
  /** `[channels, side, side]` */
  readonly levels: Uint8Array;
  readonly shape: ImageShape;
}

/** Says nothing to readers: what it is stands beside it. */
export function TestImage({ levels, shape }: TestImageProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    const image = context.createImageData(shape.side, shape.side);
    const [paper, ink] = [colour(canvas, '--image-paper'), colour(canvas, '--image-ink')];
    paintImage(levels, shape, paper, ink, image.data);
    context.putImageData(image, 0, 0);
  }, [levels, shape, theme, dark]);
  return (
    <canvas
      ref={ref}
      className="test-image"
      width={shape.side}
      height={shape.side}
      aria-hidden="true"
    />
  );
}

function colour(element: HTMLElement, property: string): Rgb {
  const { r, g, b } = rgb(resolvedColour(element, property));
  return [r, g, b];
}
