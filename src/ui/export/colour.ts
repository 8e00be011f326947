/** Colours as every reader of SVG knows them: the browser resolves `oklch()`, `light-dark()` and the rest. */
export interface PlainColour {
  /** `#rrggbb` */
  readonly hex: string;
  /** 0 to 1 */
  readonly opacity: number;
}

const known = new Map<string, PlainColour>();
let context: CanvasRenderingContext2D | null = null;

/** A computed colour in plain numbers. */
export function plainColour(css: string): PlainColour {
  const made = known.get(css) ?? paint(css);
  known.set(css, made);
  return made;
}

function paint(css: string): PlainColour {
  context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) return { hex: '#000000', opacity: 1 };
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('');
  return { hex: `#${hex}`, opacity: Math.round((alpha / 255) * 1000) / 1000 };
}
