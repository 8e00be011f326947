/** An SVG of the page with every look that style sheets give it written into its own attributes. */
import { plainColour } from './colour';

export const SVG = 'http://www.w3.org/2000/svg';

/** Looks whose computed values are written as they are, with the value that needs no saying. */
const PLAIN: readonly (readonly [name: string, usual: string])[] = [
  ['stroke-width', '1px'],
  ['stroke-dasharray', 'none'],
  ['stroke-dashoffset', '0px'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['opacity', '1'],
  ['paint-order', 'normal'],
  ['vector-effect', 'none'],
  ['fill-rule', 'nonzero'],
];
const OF_TEXT: readonly (readonly [name: string, usual: string])[] = [
  ['font-family', ''],
  ['font-size', ''],
  ['font-weight', '400'],
  ['font-style', 'normal'],
  ['text-anchor', 'start'],
  ['dominant-baseline', 'auto'],
  ['letter-spacing', 'normal'],
];

/** Attributes that draw nothing. */
const SILENT = /^(class|style|role|tabindex|focusable|on\w+|aria-.*|data-.*)$/;

/** Elements without a look of their own. */
const STRUCTURE = /^(svg|defs|clipPath|mask|linearGradient|radialGradient|pattern|title|desc)$/;

/** A copy that looks the same without any style sheet; null for one that is not seen. */
export function plainCopy(original: SVGElement): SVGElement | null {
  const style = getComputedStyle(original);
  if (style.display === 'none' || style.visibility === 'hidden') return null;
  const copy = document.createElementNS(SVG, original.localName);
  for (const { name, value } of original.attributes)
    if (!SILENT.test(name)) copy.setAttribute(name, value);
  if (original.localName === 'stop') paintInto(copy, 'stop-color', 'stop-opacity', style);
  else if (!STRUCTURE.test(original.localName)) lookInto(copy, original, style);
  for (const child of original.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    if (!(child instanceof SVGElement)) continue;
    const inner = plainCopy(child);
    if (inner !== null) copy.append(inner);
  }
  return copy;
}

function lookInto(copy: SVGElement, { localName }: SVGElement, style: CSSStyleDeclaration): void {
  const opacity = style.getPropertyValue('opacity');
  if (localName === 'g') {
    if (opacity !== '1') copy.setAttribute('opacity', opacity);
    return;
  }
  const isText = localName === 'text' || localName === 'tspan';
  paintInto(copy, 'fill', 'fill-opacity', style);
  paintInto(copy, 'stroke', 'stroke-opacity', style);
  const stroked = copy.getAttribute('stroke') !== 'none';
  for (const [name, usual] of [...PLAIN, ...(isText ? OF_TEXT : [])]) {
    if (name.startsWith('stroke-') && !stroked) copy.removeAttribute(name);
    else {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== usual) copy.setAttribute(name, value);
      else copy.removeAttribute(name);
    }
  }
}

function paintInto(
  copy: SVGElement,
  name: 'fill' | 'stroke' | 'stop-color',
  opacityName: string,
  style: CSSStyleDeclaration,
): void {
  const paint = style.getPropertyValue(name);
  if (paint === 'none' || paint.startsWith('url(')) {
    copy.setAttribute(name, paint.replaceAll('"', ''));
    return;
  }
  const { hex, opacity } = plainColour(paint);
  const whole = opacity * Number(style.getPropertyValue(opacityName) || 1);
  copy.setAttribute(name, whole === 0 ? 'none' : hex);
  if (whole === 0 || whole === 1) copy.removeAttribute(opacityName);
  else copy.setAttribute(opacityName, String(whole));
}
