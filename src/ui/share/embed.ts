/** The page within another page. */
import { withQuery, type Embedded } from '../mode';

/** What is worth a place in somebody's text. */
export const PICTURES = [
  { value: 'plane', label: 'Loss plane' },
  { value: 'line', label: 'Chart along the paths' },
  { value: 'slider', label: 'Slider with its numbers' },
] as const satisfies readonly { readonly value: Embedded; readonly label: string }[];

/** Pixels of height that each needs at the width of a text's column. */
const HEIGHTS: Readonly<Partial<Record<Embedded, number>>> = { plane: 760, line: 520, slider: 300 };

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A frame of HTML with one picture. */
export function embedText(link: string, picture: Embedded): string {
  const address = withQuery(link, [`embed=${picture}`]);
  return `<iframe src="${escaped(address)}" width="100%" height="${HEIGHTS[picture] ?? 600}" style="border: 0" loading="lazy" allow="clipboard-write" title="Isthmus: ${picture}"></iframe>`;
}
