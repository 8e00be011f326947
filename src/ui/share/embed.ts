/** The page within another page. */
import { withQuery, type Embedded } from '../mode';

/** What is worth a place in somebody's text. */
export const PICTURES = [
  { value: 'plane', label: 'Loss plane' },
  { value: 'line', label: 'Chart along the paths' },
  { value: 'slider', label: 'Slider with its numbers' },
] as const satisfies readonly { readonly value: Embedded; readonly label: string }[];

type Picture = (typeof PICTURES)[number]['value'];

/** Pixels of height that each needs at the width of a text's column. */
const HEIGHTS: Readonly<Record<Picture, number>> = { plane: 600, line: 560, slider: 300 };

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A frame of HTML with one picture. */
export function embedText(link: string, picture: Picture): string {
  const address = withQuery(link, [`embed=${picture}`]);
  return `<iframe src="${escaped(address)}" width="100%" height="${HEIGHTS[picture]}" style="border: 0" loading="lazy" title="Isthmus, ${picture}"></iframe>`;
}
