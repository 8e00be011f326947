/** Every valid document that differs from another in one field, found by asking its kind what a field may be. */

type Errors = (document: unknown) => Readonly<Record<string, string>>;

export interface FieldChange {
  /** `plane.kind` */
  readonly path: string;
  readonly document: unknown;
}

/** For fields that are null, or whose choices have fields of their own. */
const OBJECTS = [
  {},
  { kind: 'mlp', hidden: [4] },
  { name: 'a.safetensors' },
  { learningRate: 0.5, kind: 'sgd' },
  [{ mean: 0.25, standardDeviation: 0.75 }],
  [0.5, -0.25],
];

/** @param errors what is wrong with a document, by path, with `expected one of a, b` for choices */
export function fieldChanges(
  base: unknown,
  errors: Errors,
  parse: (document: unknown) => unknown,
): FieldChange[] {
  const text = JSON.stringify(parse(base));
  const seen = new Set([text]);
  return leavesOf(base, []).flatMap(({ path, value }) =>
    candidates(value, (tried) =>
      Object.values(errors(withValue(base, path, tried))).join(' '),
    ).flatMap((candidate): FieldChange[] => {
      const document = withValue(base, path, candidate);
      if (Object.keys(errors(document)).length > 0) return [];
      const parsed = JSON.stringify(parse(document));
      if (seen.has(parsed)) return [];
      seen.add(parsed);
      return [{ path: path.join('.'), document: parse(document) }];
    }),
  );
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every value of a document, objects and lists included. */
function leavesOf(value: unknown, path: readonly string[]): Leaf[] {
  const own = path.length === 0 ? [] : [{ path, value }];
  if (typeof value !== 'object' || value === null) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key])),
  ];
}

function candidates(value: unknown, complaint: (tried: unknown) => string): unknown[] {
  const choices = choicesIn(complaint('no such choice'));
  const tagged = choicesIn(complaint({})).flatMap((choice) => [
    { kind: choice },
    { method: choice },
  ]);
  const others = [null, true, false, ...OBJECTS, ...tagged, ...choices];
  if (typeof value === 'number') return [value + 1, value - 1, value / 2, 2 * value, 2, ...others];
  if (Array.isArray(value)) {
    const items = value as unknown[];
    const inner = choicesIn(complaint(['no such choice']));
    const first = items[0];
    return [
      items.slice(1),
      items.slice(0, -1),
      items.toReversed(),
      [...items, ...(typeof first === 'number' ? [first + 1] : [])],
      ...inner.map((choice) => [...items, choice]),
      ...inner.map((choice) => [choice]),
      ...others,
    ];
  }
  return [...others, 3];
}

const choicesIn = (complaint: string): string[] => [
  ...new Set(
    [...complaint.matchAll(/expected one of ([^.]*?)(?:, got|\.)/g)].flatMap(([, list = '']) =>
      list.split(', '),
    ),
  ),
];

function withValue(document: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document))
    return document.map((item: unknown, i) =>
      String(i) === key ? withValue(item, rest, value) : item,
    );
  const fields = document as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: withValue(fields[key], rest, value) };
}
