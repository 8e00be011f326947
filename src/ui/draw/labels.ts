/** Where texts go so that none lies on another. */

/** Pixels of a letter of the pictures' type, on average: enough to tell whether texts collide. */
const LETTER = 6.3;
const LINE = 15;

export const textWidth = (text: string): number => LETTER * text.length;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The box of some lines of text about a middle. */
export function textBox(x: number, y: number, lines: readonly string[]): Box {
  const width = Math.max(0, ...lines.map(textWidth)) + 6;
  const height = LINE * lines.length + 2;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
