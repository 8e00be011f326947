/** The words of a page out of its markup, a line for each block, as somebody reads them who sees no picture. */

/** Elements that stand within a word. */
const WITHIN = /^(a|b|code|em|i|strong|sub|sup|tspan)$/;

/** Elements that stand beside each other. */
const BESIDE = /^(abbr|option|span)$/;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
};

const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (e) => ENTITIES[e]!);

/** What is said of an element that its text does not say: `[name: value]`. */
function spoken(tag: string): string {
  const attribute = (name: string) => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    return found === undefined || found === '' ? [] : [decoded(found)];
  };
  const name = attribute('aria-label');
  const value = [
    ...attribute('aria-valuetext'),
    ...(tag.startsWith('<input') ? attribute('value') : []),
  ];
  const said = [...name, ...value.slice(0, 1)].join(': ');
  return said === '' ? '' : `[${said}] `;
}

/** Ends a cell of a table, until lines are made; no text has it. */
const CELL = '\t';

/** What stands in place of a tag. */
function separated(tag: string, name: string): string {
  // The boxes behind lists of choices, which nobody sees.
  if (/^<input\b.*aria-hidden="true"/.test(tag)) return '';
  if (WITHIN.test(name)) return spoken(tag);
  if (BESIDE.test(name)) return ` ${spoken(tag)}`;
  if (name === 'td' || name === 'th') return tag.startsWith('</') ? CELL : spoken(tag);
  return `\n${spoken(tag)}`;
}

/** A term of the glossary is a button, and reads as the word that it is. */
const TERM = /<button\b[^>]*class="term"[^>]*>(.*?)<\/button>/g;

/** What only keeps room for what is to come. */
const INERT = /<section\b[^>]*\sinert\b.*?<\/section>/gs;

/** @param markup as `renderToStaticMarkup` makes it */
export function markupText(markup: string): string {
  const text = markup
    .replace(INERT, '')
    .replace(TERM, '$1')
    .replace(/<\/?([a-z0-9]+)[^>]*>/gi, separated);
  return decoded(text)
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replaceAll(CELL, ' | ')
        .replace(/ +/g, ' ')
        .replace(/ ([,.])/g, '$1'),
    )
    .filter((line) => line !== '')
    .join('\n');
}
