/** The decision boundary as pixels: classes by colour, shaded by how sure the network is, and the points by shape, too. */
import { rgb } from 'd3-color';
import type { Boundary } from '../../jobs/jobs';

/** Colours as CSS has them. */
export interface BoundaryColours {
  /** Of each class. */
  readonly classes: readonly string[];
  /** Of a network that knows nothing. */
  readonly paper: string;
  readonly ink: string;
}

/** Points of the square, as levels 0 to 255 of x and y in turn. */
export interface Points {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** How much of a class's colour there is where the network is sure: points have to stand out. */
const DEEPEST = 0.62;

/** `[size, size, 4]` bytes, the highest row first. */
export function paintBoundary(
  { classes, sure }: Pick<Boundary, 'classes' | 'sure'>,
  size: number,
  colours: BoundaryColours,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * size * size);
  const paper = rgb(colours.paper);
  const each = colours.classes.map((colour) => rgb(colour));
  const least = 1 / each.length;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const from = row * size + column;
      const { r, g, b } = each[classes[from]!] ?? paper;
      // Nothing of it where all classes are as likely, so that colours meet in paper.
      const share = DEEPEST * Math.max(0, (sure[from]! - least) / (1 - least));
      const to = 4 * ((size - 1 - row) * size + column);
      pixels[to] = paper.r + share * (r - paper.r);
      pixels[to + 1] = paper.g + share * (g - paper.g);
      pixels[to + 2] = paper.b + share * (b - paper.b);
      pixels[to + 3] = 255;
    }
  return pixels;
}

/** Pixels from the left and from the top of a level of x and of y, in a picture of that many pixels. */
export const placeOf = (x: number, y: number, side: number): readonly [number, number] => [
  (x / 255) * side,
  (1 - y / 255) * side,
];

type Mark = (context: CanvasRenderingContext2D, x: number, y: number, size: number) => void;

const polygon =
  (...corners: readonly (readonly [number, number])[]): Mark =>
  (context, x, y, size) => {
    corners.forEach(([u, v], i) => {
      if (i === 0) context.moveTo(x + size * u, y + size * v);
      else context.lineTo(x + size * u, y + size * v);
    });
    context.closePath();
  };

/** The shape of each class, for those who don't see its colour; about as large as one another. */
const MARKS: readonly Mark[] = [
  (context, x, y, size) => {
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
  },
  polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]),
  polygon([0, -1.3], [1.2, 0.85], [-1.2, 0.85]),
  polygon([0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]),
  polygon([0, 1.3], [1.2, -0.85], [-1.2, -0.85]),
];

export const SHAPE_NAMES = [
  'circles',
  'squares',
  'triangles',
  'diamonds',
  'triangles down',
] as const;

/**
 * Draws points over the picture; those that the network gets wrong are larger and ringed.
 *
 * @param said class that the network says, of as many points as are drawn
 * @param unit device pixels of a CSS pixel
 */
export function drawPoints(
  context: CanvasRenderingContext2D,
  { images, labels }: Points,
  said: Uint8Array,
  side: number,
  unit: number,
  { classes, paper, ink }: BoundaryColours,
): void {
  // Smaller on small pictures, where they would hide it.
  const size = unit * Math.min(1, Math.max(0.6, side / unit / 320));
  for (const wrong of [false, true])
    for (const [label, colour] of classes.entries()) {
      context.beginPath();
      for (let i = 0; i < said.length; i++) {
        if (labels[i] !== label || (said[i] !== label) !== wrong) continue;
        const [x, y] = placeOf(images[2 * i]!, images[2 * i + 1]!, side);
        MARKS[label % MARKS.length]!(context, x, y, size * (wrong ? 4 : 2.5));
      }
      context.fillStyle = colour;
      context.strokeStyle = wrong ? ink : paper;
      context.lineWidth = size * (wrong ? 1.5 : 0.75);
      context.fill();
      context.stroke();
    }
}

/** Share of the first points that a network gets right, 0 to 1. */
export function shareRight(said: Uint8Array, labels: Uint8Array): number {
  let right = 0;
  for (let i = 0; i < said.length; i++) if (said[i] === labels[i]) right++;
  return right / said.length;
}

/** Share of the square in which two networks say different classes, 0 to 1. */
export function shareApart(one: Uint8Array, other: Uint8Array): number {
  let apart = 0;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) apart++;
  return apart / one.length;
}
