/** A value of plain objects, lists and typed arrays as a text and the large arrays that it names. */

type Numbers =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

const MAKERS = { Float32Array, Float64Array, Uint8Array, Uint32Array, Int32Array } as const;
type Maker = keyof typeof MAKERS;

/** Numbers of an array that is part of the text. */
const SMALL = 64;

/** What JSON has no word for: a number, an array in the text, or one beside it by its index. */
type Special =
  | { readonly $: 'number'; readonly is: string }
  | { readonly $: Maker; readonly numbers: readonly unknown[] }
  | { readonly $: Maker; readonly piece: number };

export interface Archived {
  readonly text: string;
  readonly arrays: readonly Numbers[];
}

/** @throws Error for anything else in it, which would not come back */
export function archived(value: unknown): Archived {
  const arrays: Numbers[] = [];
  return { text: JSON.stringify(plain(value, arrays)), arrays };
}

function plain(value: unknown, arrays: Numbers[]): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ({ $: 'number', is: Object.is(value, -0) ? '-0' : String(value) } satisfies Special);
  if (Array.isArray(value)) return value.map((inner) => plain(inner, arrays));
  if (ArrayBuffer.isView(value)) {
    const numbers = value as Numbers;
    const $ = numbers.constructor.name;
    if (!isMaker($)) throw new Error(`internal: a ${$} is not kept`);
    if (numbers.length <= SMALL)
      return { $, numbers: Array.from(numbers, (x) => plain(x, arrays)) } satisfies Special;
    return { $, piece: arrays.push(numbers) - 1 } satisfies Special;
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, plain(inner, arrays)]),
    );
  return value;
}

/**
 * The value of {@link archived}.
 *
 * @param pieces bytes of its large arrays
 * @throws Error where they do not fit the text
 */
export function restored(text: string, pieces: readonly Uint8Array<ArrayBuffer>[]): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    isSpecial(value) ? special(value, pieces) : value,
  );
}

function special(value: Special, pieces: readonly Uint8Array<ArrayBuffer>[]): unknown {
  if (value.$ === 'number') return Number(value.is);
  const Made = MAKERS[value.$];
  if ('numbers' in value) return Made.from(value.numbers as number[]);
  const piece = pieces[value.piece];
  if (piece === undefined) throw new Error('internal: a kept array is not there');
  return new Made(piece.buffer, piece.byteOffset, piece.byteLength / Made.BYTES_PER_ELEMENT);
}

const isMaker = (name: string): name is Maker => Object.hasOwn(MAKERS, name);

const isSpecial = (value: unknown): value is Special =>
  typeof value === 'object' && value !== null && '$' in value;
