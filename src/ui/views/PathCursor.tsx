/** The line and dots at the slider's alpha, and rings where the networks evaluated live are; moved straight from the store. */
import type { PathMeasure } from '../../pipeline/view';
import { useEffect, useRef } from 'react';
import { useStores } from '../context';
import { between } from '../draw/series';
import type { Plot } from './ChartFrame';
import type { DrawnPath, Vertical } from './drawnPaths';
import { useLook } from './pointed';

interface PathCursorProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
  readonly toX: (alpha: number) => number;
  readonly toY: Vertical;
  readonly plot: Plot;
}

export function PathCursor({ drawn, measure, toX, toY, plot }: PathCursorProps) {
  const { workspace } = useStores();
  const group = useRef<SVGGElement>(null);
  const rings = useRef<SVGGElement>(null);
  const look = useLook();

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

  return (
    <>
      <g className="cursor" ref={group}>
        <path d={`M0 ${plot.top}V${plot.bottom}`} />
        {drawn.map(({ series }) => (
          <circle
            key={series.name}
            r={4}
            data-faint={look(series).faint}
            style={{ fill: look(series).colour }}
          />
        ))}
      </g>
      <g className="cursor-live" ref={rings}>
        {drawn.map(({ series }) => (
          <circle
            key={series.name}
            r={6.5}
            data-faint={look(series).faint}
            style={{ stroke: look(series).colour }}
          />
        ))}
      </g>
    </>
  );
}
