/** Where texts go so that none lies on another. */
import { typeScale } from './typeScale';

/** Pixels of a letter of the pictures' type, on average: enough to tell whether texts collide. */
const LETTER = 6.9;
const LINE = 15;

/** Pixels from one line of a text to the next. */
export const lineHeight = (): number => LINE * typeScale();

export const textWidth = (text: string): number => LETTER * typeScale() * text.length;

/**
 * Heights of a column of labels, each as near to its wanted height as the others let it: `gap` apart, in the wanted
 * order (of equals, in the given order), within `top` and `bottom` where there is room.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]! || i - j);
  /** Neighbours that touch move as one; each block has the mean of what its members want. */
  const blocks: { sum: number; members: number[] }[] = [];
  const first = ({ sum, members }: (typeof blocks)[number]) => {
    const height = gap * (members.length - 1);
    const middle = sum / members.length - height / 2;
    return Math.max(top, Math.min(bottom - height, middle));
  };
  for (const i of order) {
    blocks.push({ sum: wanted[i]!, members: [i] });
    for (;;) {
      const [last, before] = [blocks.at(-1), blocks.at(-2)];
      if (last === undefined || before === undefined) break;
      if (first(before) + gap * before.members.length <= first(last) + 1e-9) break;
      before.members.push(...last.members);
      before.sum += last.sum;
      blocks.pop();
    }
  }
  const heights = new Array<number>(wanted.length).fill(0);
  for (const block of blocks) {
    const from = first(block);
    block.members.forEach((member, place) => (heights[member] = from + gap * place));
  }
  return heights;
}

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
  const height = lineHeight() * lines.length + 2;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The first of the boxes that lies within a square picture and on nothing that is there; null for none. */
export function freePlace<Candidate extends { readonly box: Box }>(
  candidates: readonly Candidate[],
  taken: readonly Box[],
  side: number,
): Candidate | null {
  const isFree = ({ box }: Candidate) =>
    box.left >= 0 &&
    box.top >= 0 &&
    box.right <= side &&
    box.bottom <= side &&
    taken.every((other) => !overlap(box, other));
  return candidates.find(isFree) ?? null;
}
