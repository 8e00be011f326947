/**
 * The alignment as it is seen: A's dot goes to pi(A) along an arc, then the line from there is drawn. Where motion is to be
 * reduced, the line fades in.
 */
import { useEffect, useRef, type RefObject } from 'react';
import type { NamedPoint } from '../../pipeline/tasks/types';
import { usePage } from '../context';
import type { Viewport } from '../draw/viewport';
import { useMedia } from '../hooks';
import { ALIGNING, CALM, eased, LINE, play } from '../motion';

interface AlignmentMotionProps {
  /** How many alignments were seen; of the picture, which lasts longer than this. */
  readonly seenRef: RefObject<number>;
  /** True while the plane is still one of before: what is new waits for the new one. */
  readonly held: boolean;
  readonly points: readonly NamedPoint[];
  readonly viewport: Viewport;
  readonly side: number;
}

/** How far the arc bends, as a share of its chord. */
const BEND = 0.28;

/** Pixels; what is nearer goes nowhere. */
const LEAST = 4;

export function AlignmentMotion({ seenRef, held, points, viewport, side }: AlignmentMotionProps) {
  const alignments = usePage((page) => page.alignments);
  const calm = useMedia(CALM);
  const group = useRef<SVGGElement>(null);
  const place = (name: string) => {
    const point = points.find((candidate) => candidate.name === name);
    return point === undefined
      ? null
      : { x: viewport.toPixelX(point.x, side), y: viewport.toPixelY(point.y, side) };
  };
  const [from, to] = [place('A'), place('pi(A)')];
  const goes = from !== null && to !== null && Math.hypot(to.x - from.x, to.y - from.y) > LEAST;
  const arc = goes ? arcOf(from, to) : null;
  // Read when it begins: the plane that streams in meanwhile moves nothing.
  const latest = useRef({ arc, calm });
  useEffect(() => {
    latest.current = { arc, calm };
  });
  const ready = !held && goes;
  useEffect(() => {
    const { arc: way, calm: isCalm } = latest.current;
    const own = group.current;
    if (alignments === seenRef.current || !ready || way === null || own === null) return;
    seenRef.current = alignments;
    const picture = own.ownerSVGElement;
    const lines = [...(picture?.querySelectorAll('[data-path="permuted"]') ?? [])];
    const others = [...(picture?.querySelectorAll('[data-of="permuted"]') ?? [])];
    const fade = (element: Element, delay: number) =>
      element.animate([{ opacity: 0 }, {}], { duration: LINE, delay, fill: 'backwards' });
    const animations = isCalm
      ? [...lines, ...others].map((element) => fade(element, 0))
      : [
          ...lines.map((line) =>
            line.animate(
              // From pi(A) on, in the units of the picture.
              [0, 150].map((reach) => ({
                clipPath: `circle(${reach}% at ${way.to.x}px ${way.to.y}px) view-box`,
              })),
              { duration: LINE, delay: ALIGNING, fill: 'backwards', easing: 'ease-in' },
            ),
          ),
          // Its name, and where the slider is on it.
          ...others.map((element) => fade(element, ALIGNING)),
        ];
    const [dot, trail] = [own.querySelector('circle'), own.querySelector('path')];
    own.style.display = isCalm ? 'none' : '';
    const stop = isCalm
      ? () => undefined
      : play(ALIGNING + LINE, (share) => {
          const passed = (share * (ALIGNING + LINE)) / ALIGNING;
          const along = eased(Math.min(1, passed));
          own.style.opacity = String(Math.min(1, 1 - ((passed - 1) * ALIGNING) / LINE));
          const { x, y } = pointOn(way, along);
          dot?.setAttribute('transform', `translate(${x} ${y})`);
          trail?.setAttribute('d', pathTo(way, along));
          if (share === 1) own.style.display = 'none';
        });
    return () => {
      stop();
      own.style.display = 'none';
      for (const animation of animations) animation.cancel();
    };
  }, [alignments, ready, seenRef]);
  return (
    <g className="alignment-motion" ref={group} style={{ display: 'none' }}>
      <path />
      <circle r={6.5} />
    </g>
  );
}

interface Pixel {
  readonly x: number;
  readonly y: number;
}

interface Arc {
  readonly from: Pixel;
  readonly control: Pixel;
  readonly to: Pixel;
}

function arcOf(from: Pixel, to: Pixel): Arc {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const control = {
    x: (from.x + to.x) / 2 + BEND * dy,
    y: (from.y + to.y) / 2 - BEND * dx,
  };
  return { from, control, to };
}

const mix = (one: Pixel, other: Pixel, share: number): Pixel => ({
  x: one.x + share * (other.x - one.x),
  y: one.y + share * (other.y - one.y),
});

const pointOn = ({ from, control, to }: Arc, share: number): Pixel =>
  mix(mix(from, control, share), mix(control, to, share), share);

/** The part of the arc until a share of it. */
function pathTo({ from, control, to }: Arc, share: number): string {
  const bend = mix(from, control, share);
  const end = pointOn({ from, control, to }, share);
  return `M${from.x} ${from.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`;
}
