/** Texts of the page as SVG, each line at its place. */
import { plainColour } from './colour';
import { SVG } from './svgMarks';

/** Pixels by which the places of words on one line may differ. */
const LEVEL = 2;

interface Line {
  text: string;
  left: number;
  right: number;
  top: number;
  height: number;
}

/** The lines of a text node as they are laid out, in pixels of the window. */
function linesOf(node: Text): readonly Line[] {
  const lines: Line[] = [];
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, right, top, height } = range.getBoundingClientRect();
    if (height === 0) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - top) < LEVEL && left >= last.right - LEVEL) {
      last.text += ` ${word}`;
      last.right = right;
    } else lines.push({ text: word, left, right, top, height });
  }
  return lines;
}

let context: CanvasRenderingContext2D | null = null;

/** How much of a line's height is above the baseline. */
function ascentShare(font: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return 0.8;
  context.font = font;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = context.measureText('x');
  return above + below > 0 ? above / (above + below) : 0.8;
}

/** @param origin of the drawing in the window */
export function textMarks(node: Text, origin: DOMRect): readonly SVGElement[] {
  const { parentElement } = node;
  if (parentElement === null) return [];
  const style = getComputedStyle(parentElement);
  const { fontFamily, fontSize, fontWeight, fontStyle, textAlign, textDecorationLine } = style;
  const share = ascentShare(`${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`);
  const { hex, opacity } = plainColour(style.color);
  return linesOf(node).map(({ text, left, right, top, height }) => {
    // In a font of another width a text still ends where its column does.
    const atRight = textAlign === 'right' || textAlign === 'end';
    const mark = document.createElementNS(SVG, 'text');
    mark.textContent = style.textTransform === 'uppercase' ? text.toUpperCase() : text;
    const attributes = {
      x: pixel((atRight ? right : left) - origin.left),
      y: pixel(top + share * height - origin.top),
      fill: hex,
      ...(opacity < 1 && { 'fill-opacity': opacity }),
      'font-family': fontFamily,
      'font-size': fontSize,
      ...(fontWeight !== '400' && { 'font-weight': fontWeight }),
      ...(fontStyle !== 'normal' && { 'font-style': fontStyle }),
      ...(atRight && { 'text-anchor': 'end' }),
      ...(textDecorationLine.includes('line-through') && { 'text-decoration': 'line-through' }),
    };
    for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, String(value));
    return mark;
  });
}

/** Hundredths of a pixel are enough. */
export const pixel = (x: number): string => String(Math.round(100 * x) / 100);
