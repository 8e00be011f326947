/** The line and dots at the slider's alpha, moved straight from the store; pressing on the chart moves the slider. */
import { useEffect, useRef, type PointerEvent } from 'react';
import { useStores } from '../context';
import { readPath } from '../draw/series';
import { MARGIN, plotOf } from './ChartFrame';
import type { DrawnPath, Vertical } from './drawnPaths';

interface PathCursorProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: 'loss' | 'accuracy';
  readonly toX: { (alpha: number): number; invert(pixel: number): number };
  readonly toY: Vertical;
  readonly height: number;
}

export function PathCursor({ drawn, measure, toX, toY, height }: PathCursorProps) {
  const { isthmus } = useStores();
  const group = useRef<SVGGElement>(null);
  const { bottom } = plotOf(0, height, 0);

  useEffect(() => {
    const place = () => {
      const { alpha } = isthmus.getState().view;
      group.current?.setAttribute('transform', `translate(${toX(alpha)} 0)`);
      group.current?.querySelectorAll('circle').forEach((circle, i) => {
        const path = drawn[i]?.path;
        const value = path === undefined ? NaN : readPath(path, alpha)[measure];
        circle.style.display = Number.isNaN(value) ? 'none' : '';
        if (!Number.isNaN(value)) circle.setAttribute('cy', String(toY(value)));
      });
    };
    place();
    return isthmus.subscribe((now, before) => {
      if (now.view.alpha !== before.view.alpha) place();
    });
  }, [isthmus, drawn, measure, toX, toY]);

  const move = (event: PointerEvent<SVGRectElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { experiment, look } = isthmus.getState();
    const steps = experiment.evaluation.points - 1;
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    look({ alpha: Math.round(share * steps) / steps });
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
