/**
 * The line and dots at the slider's alpha, and rings where the networks evaluated live are; moved straight from the
 * store. Pressing on the chart moves the slider.
 */
import type { PathMeasure } from '../../store/workspace';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useStores } from '../context';
import { between, roundedAlpha } from '../draw/series';
import { MARGIN, plotOf } from './ChartFrame';
import type { DrawnPath, Vertical } from './drawnPaths';

interface PathCursorProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
  readonly toX: { (alpha: number): number; invert(pixel: number): number };
  readonly toY: Vertical;
  readonly height: number;
}

export function PathCursor({ drawn, measure, toX, toY, height }: PathCursorProps) {
  const { workspace } = useStores();
  const group = useRef<SVGGElement>(null);
  const rings = useRef<SVGGElement>(null);
  const { bottom } = plotOf(0, height, 0);

  useEffect(() => {
    const show = (circle: SVGCircleElement, value: number) => {
      circle.style.display = Number.isNaN(value) ? 'none' : '';
      if (!Number.isNaN(value)) circle.setAttribute('cy', String(toY(value)));
    };
    const place = () => {
      const { view, prediction } = workspace.getState();
      group.current?.setAttribute('transform', `translate(${toX(view.alpha)} 0)`);
      group.current?.querySelectorAll('circle').forEach((circle, i) => {
        const own = drawn[i];
        show(circle, own === undefined ? NaN : between(own.alphas, own.values, view.alpha));
      });
      rings.current?.querySelectorAll('circle').forEach((circle, i) => {
        const name = drawn[i]?.series.name;
        const point = name === undefined ? undefined : prediction[name];
        if (point !== undefined) circle.setAttribute('cx', String(toX(point.alpha)));
        const scored = measure === 'loss' || measure === 'accuracy';
        show(circle, scored ? (point?.[measure] ?? NaN) : NaN);
      });
    };
    place();
    return workspace.subscribe((now, before) => {
      if (now.view.alpha !== before.view.alpha || now.prediction !== before.prediction) place();
    });
  }, [workspace, drawn, measure, toX, toY]);

  const move = (event: PointerEvent<SVGRectElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    workspace.getState().look({ alpha: roundedAlpha((event.clientX - box.left) / box.width) });
  };
  return (
    <>
      <g className="cursor" ref={group}>
        {/* On to the slider's thumb below. */}
        <path d={`M0 ${MARGIN.top}V${bottom + 14}`} />
        {drawn.map(({ series }) => (
          <circle key={series.name} r={4} style={{ fill: series.colour }} />
        ))}
      </g>
      <g className="cursor-live" ref={rings}>
        {drawn.map(({ series }) => (
          <circle key={series.name} r={6.5} style={{ stroke: series.colour }} />
        ))}
      </g>
      <rect
        className="cursor-area"
        x={toX(0)}
        y={MARGIN.top}
        width={toX(1) - toX(0)}
        height={bottom - MARGIN.top}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={move}
      />
    </>
  );
}
