/** What is seen of a part of the page as SVG: its drawings, its pixels, its texts, and its rules. */
import { surfacePicture } from '../surface/pictures';
import { plainColour } from './colour';
import { plainCopy, SVG } from './svgMarks';
import { pixel, textMarks } from './textMarks';

/** What is there to be operated, not to be seen: marked so by its component. */
const UNSEEN = '[data-unexported], .visually-hidden, .tip, input, select, textarea, script, style';

/** @param origin of the drawing in the window */
export function marksOf(element: Element, origin: DOMRect): readonly SVGElement[] {
  const style = getComputedStyle(element);
  const unseen = style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';
  if (unseen || element.matches(UNSEEN)) return [];
  const box = element.getBoundingClientRect();
  if (element instanceof SVGSVGElement) return placed(plainCopy(element), box, origin);
  const drawn = element instanceof HTMLCanvasElement ? element : surfaceAt(element);
  if (drawn !== null) return box.width === 0 ? [] : [picture(drawn, box, origin)];
  const inner = [...element.childNodes].flatMap((child): readonly SVGElement[] => {
    if (child instanceof Text) return textMarks(child, origin);
    return child instanceof Element ? marksOf(child, origin) : [];
  });
  const marks = [...boxMarks(style, box, origin), ...inner];
  if (style.opacity === '1' || marks.length === 0) return marks;
  const group = made('g', { opacity: style.opacity });
  group.append(...marks);
  return [group];
}

/** What WebGL drew is gone once it was shown, so that it is drawn anew. */
const surfaceAt = ({ classList, parentElement }: Element): HTMLCanvasElement | null =>
  classList.contains('surface') && parentElement !== null ? surfacePicture(parentElement) : null;

function placed(copy: SVGElement | null, box: DOMRect, origin: DOMRect): readonly SVGElement[] {
  if (copy === null || box.width === 0) return [];
  const { width, height } = box;
  const at = { x: pixel(box.left - origin.left), y: pixel(box.top - origin.top) };
  for (const [name, value] of Object.entries({ ...at, width, height }))
    copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', 'visible');
  return [copy];
}

function picture(canvas: HTMLCanvasElement, box: DOMRect, origin: DOMRect): SVGElement {
  return made('image', {
    x: pixel(box.left - origin.left),
    y: pixel(box.top - origin.top),
    width: pixel(box.width),
    height: pixel(box.height),
    preserveAspectRatio: 'none',
    href: canvas.toDataURL('image/png'),
  });
}

/** Background and rules of a box. */
function boxMarks(style: CSSStyleDeclaration, box: DOMRect, origin: DOMRect): SVGElement[] {
  const [left, top] = [box.left - origin.left, box.top - origin.top];
  const { width, height } = box;
  if (width === 0 || height === 0) return [];
  const rect = (fill: Readonly<Record<string, string | number>>) =>
    made('rect', {
      x: pixel(left),
      y: pixel(top),
      width: pixel(width),
      height: pixel(height),
      rx: pixel(Number.parseFloat(style.borderTopLeftRadius) || 0),
      ...fill,
    });
  const marks: SVGElement[] = [];
  const ground = plainColour(style.backgroundColor);
  if (ground.opacity > 0) marks.push(rect({ fill: ground.hex, 'fill-opacity': ground.opacity }));
  const gradient = gradientOf(style.backgroundImage);
  if (gradient !== null) marks.push(gradient, rect({ fill: `url(#${gradient.id})` }));
  const sides = [
    ['Top', left, top, left + width, top],
    ['Right', left + width, top, left + width, top + height],
    ['Bottom', left, top + height, left + width, top + height],
    ['Left', left, top, left, top + height],
  ] as const;
  for (const [side, x1, y1, x2, y2] of sides) {
    const size = Number.parseFloat(style[`border${side}Width`]);
    const { hex, opacity } = plainColour(style[`border${side}Color`]);
    if (size > 0 && opacity > 0 && style[`border${side}Style`] !== 'none')
      marks.push(
        made('path', {
          d: `M${pixel(x1)} ${pixel(y1)}L${pixel(x2)} ${pixel(y2)}`,
          stroke: hex,
          'stroke-width': size,
          'stroke-opacity': opacity,
        }),
      );
  }
  return marks;
}

let gradients = 0;

/** A computed gradient from left to right; null for anything else. */
function gradientOf(image: string): SVGElement | null {
  const [, colours] = /^linear-gradient\((?:to right|90deg), (.*)\)$/.exec(image) ?? [];
  if (colours === undefined) return null;
  const stops = colours.split(/,\s*(?![^(]*\))/);
  const gradient = made('linearGradient', { id: `gradient-${++gradients}` });
  stops.forEach((stop, i) => {
    const { hex } = plainColour(stop.replace(/ [\d.]+%$/, ''));
    const offset = pixel(i / Math.max(1, stops.length - 1));
    gradient.append(made('stop', { offset, 'stop-color': hex }));
  });
  return gradient;
}

/** An SVG element with its attributes. */
export function made(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes))
    element.setAttribute(attribute, String(value));
  return element;
}
