/** Lines of equal loss as SVG paths, and where their numbers stand. */
import { contours } from 'd3-contour';
import type { Field } from './field';
import { overlap, textBox, type Box } from './labels';
import { refined } from './refine';

type Point = readonly [x: number, y: number];

export interface ContourLine {
  readonly level: number;
  /** Its rings in shares of the picture, x to the right, y down, from 0 to 1. */
  readonly rings: readonly (readonly Point[])[];
}

/** Points on each side of the grid that lines are drawn on, at least: coarser ones show their corners. */
const FINE = 64;

/** One for each level of the field's scale. */
export function contourLines({ size, shares, scale }: Field): ContourLine[] {
  const times = Math.max(1, Math.ceil(FINE / (size - 1)));
  const fine = times * (size - 1) + 1;
  // d3 only reads the values, so that its `number[]` may be any array of numbers.
  const values = refined(shares, size, fine) as unknown as number[];
  const generator = contours().size([fine, fine]);
  return scale.levels.map((level) => ({
    level,
    rings: generator
      .contour(values, scale.share(level))
      .coordinates.flat()
      .map((ring) => (ring as [number, number][]).map((point) => placeIn(point, fine))),
  }));
}

/** d3 puts grid point i at i + 0.5. */
const placeIn = ([x, y]: Point, size: number): Point => [
  (x - 0.5) / (size - 1),
  (size - 0.5 - y) / (size - 1),
];

/** A ring without those sides that run along the border of the picture: they are no lines of equal loss. */
export function ringPath(ring: readonly Point[], side: number): string {
  const isOut = (a: number, b: number) => (a <= 0 && b <= 0) || (a >= 1 && b >= 1);
  let path = '';
  let drawing = false;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1]!;
    const [x1, y1] = ring[i]!;
    if (isOut(x0, x1) || isOut(y0, y1)) {
      drawing = false;
      continue;
    }
    if (!drawing) path += `M${rounded(x0 * side)},${rounded(y0 * side)}`;
    path += `L${rounded(x1 * side)},${rounded(y1 * side)}`;
    drawing = true;
  }
  return path;
}

const rounded = (x: number): number => Math.round(100 * x) / 100;

/** The number of a line: its middle in pixels, and the way the line goes there, in degrees. */
export interface ContourLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly box: Box;
}

/** So many lines have numbers. */
const LABELLED = 3;
/** Pixels from the border of the picture, where the ticks are, and of a line that a number needs. */
const BORDER = 44;
const LEAST_LENGTH = 120;
/** Pixels beyond which more room is worth nothing. */
const ROOM = 70;

/**
 * Numbers for three of the lines, apart in level, each where its line has the most room.
 *
 * @param taken what they keep off
 */
export function contourLabels(
  lines: readonly ContourLine[],
  text: (level: number) => string,
  side: number,
  taken: readonly Box[],
): readonly ContourLabel[] {
  const long = lines.filter(({ rings }) =>
    rings.some((ring) => lengthOf(ring) * side > LEAST_LENGTH),
  );
  const wanted = [0.15, 0.5, 0.85].map((share) => Math.round(share * (long.length - 1)));
  const labels: ContourLabel[] = [];
  for (const line of [...new Set(wanted)].slice(0, LABELLED).flatMap((i) => long[i] ?? [])) {
    const label = roomiest(line, text(line.level), side, [
      ...taken,
      ...labels.map(({ box }) => box),
    ]);
    if (label !== null) labels.push(label);
  }
  return labels;
}

function roomiest(
  { level, rings }: ContourLine,
  text: string,
  side: number,
  taken: readonly Box[],
): ContourLabel | null {
  let best: ContourLabel | null = null;
  let most = -Infinity;
  for (const ring of rings)
    for (let i = 3; i < ring.length - 3; i += 3) {
      const [x, y] = [ring[i]![0] * side, ring[i]![1] * side];
      if (Math.min(x, y, side - x, side - y) < BORDER) continue;
      const box = textBox(x, y, [text]);
      if (taken.some((other) => overlap(box, other))) continue;
      const room = Math.min(
        ROOM,
        ...taken.map(({ left, right, top, bottom }) =>
          Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y),
        ),
      );
      // Flat is read best.
      const turn = uprightTurn(ring[i - 3]!, ring[i + 3]!);
      const worth = room - 2 * Math.abs(turn);
      if (worth <= most) continue;
      most = worth;
      best = { level, x, y, turn, box };
    }
  return best;
}

function uprightTurn([x0, y0]: Point, [x1, y1]: Point): number {
  const turn = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
  if (turn > 90) return turn - 180;
  return turn < -90 ? turn + 180 : turn;
}

const lengthOf = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [fromX, fromY] = ring[Math.max(0, i - 1)]!;
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
