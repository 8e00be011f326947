/** One network's decision boundary with the points over it. */
import { memo, useEffect, useRef } from 'react';
import { BOUNDARY_SIZE, type PlacedBoundary } from '../../store/boundary';
import { useSession } from '../context';
import { drawPoints, paintBoundary, type Points } from '../draw/boundary';
import { useMedia, useWidth } from '../hooks';
import { resolvedColour } from './resolvedColour';

interface BoundaryPictureProps {
  readonly boundary: PlacedBoundary;
  readonly points: Points;
  readonly classes: number;
}

export const BoundaryPicture = memo(function BoundaryPicture({
  boundary,
  points,
  classes,
}: BoundaryPictureProps) {
  const [ref, width] = useWidth<HTMLDivElement>(Math.round);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined || width === 0) return;
    const frame = requestAnimationFrame(() => {
      const unit = window.devicePixelRatio;
      const side = Math.round(unit * width);
      if (element.width !== side) element.width = element.height = side;
      const colours = {
        classes: Array.from({ length: classes }, (_, label) =>
          resolvedColour(element, `--class-${label}`),
        ),
        paper: resolvedColour(element, '--class-paper'),
        ink: resolvedColour(element, '--ink'),
      };
      const small = new OffscreenCanvas(BOUNDARY_SIZE, BOUNDARY_SIZE);
      small
        .getContext('2d')
        ?.putImageData(
          new ImageData(
            paintBoundary(boundary, BOUNDARY_SIZE, colours),
            BOUNDARY_SIZE,
            BOUNDARY_SIZE,
          ),
          0,
          0,
        );
      context.imageSmoothingQuality = 'high';
      context.drawImage(small, 0, 0, side, side);
      drawPoints(context, points, boundary.points, side, unit, colours);
      element.dataset['alpha'] = String(boundary.alpha);
    });
    return () => cancelAnimationFrame(frame);
  }, [boundary, points, classes, width, theme, dark]);
  return (
    <div className="boundary-picture" ref={ref}>
      <canvas ref={canvas} />
    </div>
  );
});
