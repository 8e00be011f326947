/** A sheet of pairs of small images: where each is, and the drawing of them all at once. */
import type { Weights } from '../../model/weights';
import { similarityText } from '../format';
import { divergingTable, type Diverging } from './colours';
import { paintNeuron, type NeuronPair, type WeightImage } from './neurons';

/** Screen pixels of a pixel of the picture, between lines, and for the number below. */
const ZOOM = 2;
const GAP = 8;
const TEXT = 18;
/** Screen pixels between the two images of a pair, and between pairs at least: more where the images are coarse. */
const FINE = { inner: 2, between: 8 };
const COARSE = { inner: 6, between: 20 };

/** A 3 x 3 filter is drawn as large as it takes to be seen: about this many pixels of the picture. */
const LEAST_IMAGE = 21;

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

/** Draws the sheet; the canvas is as sharp as the screen. */
export function drawSheet(
  canvas: HTMLCanvasElement,
  layout: SheetLayout,
  { a, b, image: shape, pairs, showSimilarity }: SheetContent,
  ink: SheetInk,
): void {
  const context = canvas.getContext('2d');
  const { width, height, image, pair: pairWidth } = layout;
  const small = new OffscreenCanvas(Math.ceil(width / ZOOM), Math.ceil(height / ZOOM));
  const smallContext = small.getContext('2d');
  if (context === null || smallContext === null) return;
  const table = divergingTable(ink);
  const sheet = smallContext.createImageData(small.width, small.height);
  const paint = (weights: Weights, unit: number, x: number, y: number) => {
    const target = { pixels: sheet.data, width: small.width, x: x / ZOOM, y: y / ZOOM };
    paintNeuron(weights, unit, shape, layout.zoom, table, target);
  };
  pairs.forEach((pair, i) => {
    const { x, y } = placeOf(layout, i);
    paint(a, pair.a, x, y);
    paint(b, pair.b, x + pairWidth - image, y);
  });
  smallContext.putImageData(sheet, 0, 0);

  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, ZOOM * small.width, ZOOM * small.height);
  context.font = ink.font;
  context.textAlign = 'center';
  context.fillStyle = ink.text;
  pairs.forEach((pair, i) => {
    const { x, y } = placeOf(layout, i);
    const text = showSimilarity ? similarityText(pair.similarity) : String(pair.b);
    context.fillText(text, x + pairWidth / 2, y + image + 13);
  });
}
