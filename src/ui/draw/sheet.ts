/** A sheet of pairs of small images: where each is, and the drawing of them all at once, at rest and on their way. */
import type { Weights } from '../../model/weights';
import { similarityText } from '../format';
import { staggered } from '../motion';
import { divergingTable, type Diverging } from './colours';
import { paintNeuron, type NeuronPair, type WeightImage } from './neurons';

/** Screen pixels of a pixel of the picture, between lines, and for the number below. */
const ZOOM = 2;
const GAP = 8;
const TEXT = 18;
/** Screen pixels between the two images of a pair, and between pairs at least: more where the images are coarse. */
const FINE = { inner: 2, between: 8 };
const COARSE = { inner: 6, between: 20 };

/** A 3 x 3 filter is drawn as large as it takes to be seen: 48 pixels of the screen. */
const LEAST_IMAGE = 24;

/** All lengths in CSS pixels, multiples of the zoom, so that the small picture can be enlarged in one piece. */
export interface SheetLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** Pixels of the picture on each side of a weight. */
  readonly zoom: number;
  /** Of one image, and of two side by side. */
  readonly image: number;
  readonly pair: number;
  /** From one pair to the next in a line, and from line to line. */
  readonly stride: number;
  readonly line: number;
}

/** @param side weights on each side of an image */
export function sheetLayout(width: number, count: number, side: number): SheetLayout {
  const zoom = Math.ceil(LEAST_IMAGE / side);
  const image = ZOOM * zoom * side;
  const { inner, between } = zoom > 1 ? COARSE : FINE;
  const pair = 2 * image + inner;
  const columns = Math.max(1, Math.floor((width + between) / (pair + between)));
  const stride = columns > 1 ? ZOOM * Math.floor((width - pair) / (columns - 1) / ZOOM) : pair;
  const line = image + TEXT + GAP;
  const height = Math.ceil(count / columns) * line;
  return { width, height, columns, zoom, image, pair, stride, line };
}

/** The pair at a place of the sheet; may be one beyond the last. */
export function pairAt({ columns, stride, line }: SheetLayout, x: number, y: number): number {
  return Math.floor(y / line) * columns + Math.min(columns - 1, Math.floor(x / stride));
}

/** Left and upper border of a pair. */
export function placeOf({ columns, stride, line }: SheetLayout, index: number) {
  return { x: (index % columns) * stride, y: Math.floor(index / columns) * line };
}

export interface SheetContent {
  /** `[units, channels, side, side]` each. */
  readonly a: Weights;
  readonly b: Weights;
  readonly image: WeightImage;
  readonly pairs: readonly NeuronPair[];
  /** Below each pair: its similarity, or its numbers. */
  readonly showSimilarity: boolean;
}

export interface SheetInk extends Diverging {
  readonly text: string;
  readonly font: string;
}

/** Where the image of each unit is, by its number: those of A and of B. */
export interface SheetPlaces {
  readonly a: ReadonlyMap<number, Place>;
  readonly b: ReadonlyMap<number, Place>;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where images stand when all have come to rest. */
export function placesOf(layout: SheetLayout, pairs: readonly NeuronPair[]): SheetPlaces {
  const right = layout.pair - layout.image;
  return {
    a: new Map(pairs.map((pair, i) => [pair.a, placeOf(layout, i)])),
    b: new Map(
      pairs.map((pair, i) => {
        const { x, y } = placeOf(layout, i);
        return [pair.b, { x: x + right, y }];
      }),
    ),
  };
}

/** The images of all pairs in small, each at its place. */
export function paintSheet(
  layout: SheetLayout,
  { a, b, image: shape, pairs }: SheetContent,
  ink: Diverging,
): OffscreenCanvas {
  const { width, height, image, pair: pairWidth } = layout;
  const small = new OffscreenCanvas(Math.ceil(width / ZOOM), Math.ceil(height / ZOOM));
  const context = small.getContext('2d');
  if (context === null) return small;
  const table = divergingTable(ink);
  const sheet = context.createImageData(small.width, small.height);
  const paint = (weights: Weights, unit: number, x: number, y: number) => {
    const target = { pixels: sheet.data, width: small.width, x: x / ZOOM, y: y / ZOOM };
    paintNeuron(weights, unit, shape, layout.zoom, table, target);
  };
  pairs.forEach((pair, i) => {
    const { x, y } = placeOf(layout, i);
    paint(a, pair.a, x, y);
    paint(b, pair.b, x + pairWidth - image, y);
  });
  context.putImageData(sheet, 0, 0);
  return small;
}

/**
 * Draws a painted sheet, or one on its way from where its images were; the canvas is as sharp as the screen.
 *
 * @param share of the way, 1 at its end
 */
export function drawSheet(
  canvas: HTMLCanvasElement,
  layout: SheetLayout,
  small: OffscreenCanvas,
  { pairs, showSimilarity }: Pick<SheetContent, 'pairs' | 'showSimilarity'>,
  ink: SheetInk,
  from: SheetPlaces | null = null,
  share = 1,
): void {
  const context = canvas.getContext('2d');
  if (context === null || small.width === 0 || small.height === 0) return;
  const { width, height, image, pair: pairWidth } = layout;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = false;
  if (from === null || share === 1)
    context.drawImage(small, 0, 0, ZOOM * small.width, ZOOM * small.height);
  else {
    const to = placesOf(layout, pairs);
    const side = image / ZOOM;
    const move = (starts: SheetPlaces['a'], { x, y }: Place, unit: number, i: number) => {
      const start = starts.get(unit);
      const along = staggered(share, i, pairs.length);
      const [fromX, fromY] = [start?.x ?? x, start?.y ?? y];
      // What comes from another page appears where it will be.
      context.globalAlpha = start === undefined ? along : 1;
      const [atX, atY] = [fromX + along * (x - fromX), fromY + along * (y - fromY)];
      context.drawImage(small, x / ZOOM, y / ZOOM, side, side, atX, atY, image, image);
    };
    pairs.forEach((pair, i) => {
      const [a, b] = [to.a.get(pair.a), to.b.get(pair.b)];
      if (b !== undefined) move(from.b, b, pair.b, i);
      if (a !== undefined) move(from.a, a, pair.a, i);
    });
  }
  context.globalAlpha = share;
  context.font = ink.font;
  context.textAlign = 'center';
  context.fillStyle = ink.text;
  pairs.forEach((pair, i) => {
    const { x, y } = placeOf(layout, i);
    const text = showSimilarity ? similarityText(pair.similarity) : String(pair.b);
    context.fillText(text, x + pairWidth / 2, y + image + 13);
  });
}
