/** The weights of one unit as a small image. */
import { useEffect, useRef } from 'react';
import type { Weights } from '../../../model/weights';
import { useSession } from '../../context';
import { divergingTable } from '../../draw/colours';
import { paintNeuron, type WeightImage } from '../../draw/neurons';
import { useMedia } from '../../hooks';
import { resolvedColour } from '../../views/resolvedColour';

interface UnitImageProps {
  /** Of all units, `[units, inputs]`. */
  readonly weights: Weights;
  readonly unit: number;
  readonly image: WeightImage;
}

/** What it shows is said by the name beside it. */
export function UnitImage({ weights, unit, image }: UnitImageProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    const table = divergingTable({
      negative: resolvedColour(canvas, '--weight-negative'),
      zero: resolvedColour(canvas, '--weight-zero'),
      positive: resolvedColour(canvas, '--weight-positive'),
    });
    const picture = context.createImageData(image.side, image.side);
    const place = { pixels: picture.data, width: image.side, x: 0, y: 0 };
    paintNeuron(weights, unit, image, 1, table, place);
    context.putImageData(picture, 0, 0);
  }, [weights, unit, image, theme, dark]);
  return (
    <canvas ref={ref} className="unit-image" width={image.side} height={image.side} aria-hidden />
  );
}
