/** A panel's picture as SVG and PNG, with its title above it and its recipe as a caption under it. */
import type { Recipe } from '../../pipeline/state';
import { recipeLines } from '../recipe';
import { plainColour } from './colour';
import { made, marksOf } from './marks';
import { pixel } from './textMarks';

export interface Caption {
  readonly title: string;
  /** What the picture shows. */
  readonly sentence: string;
  readonly source: string;
  readonly recipe: Recipe;
}

const MARGIN = 16;
const LEAST_WIDTH = 420;
const TITLE_SIZE = 18;
const TEXT_SIZE = 12;
const LINE = 1.4 * TEXT_SIZE;
/** Pixels of a PNG for each of the page. */
const SCALE = 2;

/** @param body the element whose picture it is, as it stands on the page */
export function svgOf(body: HTMLElement, caption: Caption): SVGSVGElement {
  const style = getComputedStyle(body);
  const box = body.getBoundingClientRect();
  const width = Math.max(LEAST_WIDTH, box.width);
  const marks = marksOf(body, box);
  const font = { family: style.fontFamily, ink: plainColour(style.color).hex };
  const lines = captionLines(caption).flatMap((text) => wrapped(text, width, font.family));
  const top = MARGIN + TITLE_SIZE + MARGIN;
  const below = top + box.height + MARGIN;
  const height = below + lines.length * LINE + MARGIN;
  const paper = getComputedStyle(document.body).backgroundColor;
  const svg = made('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width: pixel(width + 2 * MARGIN),
    height: pixel(height),
    viewBox: `0 0 ${pixel(width + 2 * MARGIN)} ${pixel(height)}`,
    role: 'img',
  }) as SVGSVGElement;
  const title = made('title', {});
  title.textContent = caption.title;
  const description = made('desc', {});
  description.textContent = [caption.sentence, ...spoken(body)].join(' ');
  const metadata = made('metadata', {});
  metadata.textContent = JSON.stringify(caption.recipe);
  const drawing = made('g', { transform: `translate(${MARGIN} ${top})` });
  drawing.append(...marks);
  svg.append(
    title,
    description,
    metadata,
    made('rect', { width: '100%', height: '100%', fill: plainColour(paper).hex }),
    line(caption.title, MARGIN, MARGIN + TITLE_SIZE * 0.8, {
      ...font,
      size: TITLE_SIZE,
      weight: 600,
    }),
    drawing,
    ...lines.map((text, i) =>
      line(text, MARGIN, below + (i + 0.8) * LINE, { ...font, size: TEXT_SIZE, weight: 400 }),
    ),
  );
  return svg;
}

interface Type {
  readonly family: string;
  readonly ink: string;
  readonly size: number;
  readonly weight: number;
}

function line(text: string, x: number, y: number, { family, ink, size, weight }: Type): SVGElement {
  const mark = made('text', {
    x: pixel(x),
    y: pixel(y),
    fill: ink,
    'font-family': family,
    'font-size': size,
    'font-weight': weight,
  });
  mark.textContent = text;
  return mark;
}

/** What the pictures in it are called. */
const spoken = (body: HTMLElement): string[] =>
  [...body.querySelectorAll('[role=img][aria-label]')].map(
    (image) => `${image.getAttribute('aria-label') ?? ''}.`,
  );

const captionLines = ({ sentence, source, recipe }: Caption): readonly string[] => [
  sentence,
  recipeLines(recipe)
    .map(([term, text]) => `${term}: ${text}`)
    .join('. ')
    .concat('.'),
  `Source: ${source}.`,
];

/** A text in lines that are no longer than `width` pixels. */
function wrapped(text: string, width: number, family: string): string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [text];
  context.font = `${TEXT_SIZE}px ${family}`;
  const lines: string[] = [];
  for (const word of text.split(/[ \n]+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && context.measureText(longer).width <= width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The text of an SVG file. */
export const svgText = (svg: SVGSVGElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;

/** The same picture as a PNG. @throws Error when the browser cannot draw it */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(SCALE * image.width);
    canvas.height = Math.round(SCALE * image.height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob === null)
      throw new RangeError(
        `Expected the browser to draw ${canvas.width} x ${canvas.height} pixels, but it refused: take the SVG.`,
      );
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
