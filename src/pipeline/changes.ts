/** How many settings two experiments differ in: a list of plain values is one, whatever is in it. */
export function changesBetween(one: unknown, other: unknown): number {
  if (JSON.stringify(one) === JSON.stringify(other)) return 0;
  const [ofOne, ofOther] = [partsOf(one), partsOf(other)];
  if (ofOne === null || ofOther === null) return 1;
  const names = new Set([...Object.keys(ofOne), ...Object.keys(ofOther)]);
  return [...names].reduce((sum, name) => sum + changesBetween(ofOne[name], ofOther[name]), 0);
}

/** The parts that are told apart; null of a value that is whole. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null) return null;
  const isWhole = Array.isArray(value) && value.some((item) => typeof item !== 'object');
  return isWhole ? null : (value as Readonly<Record<string, unknown>>);
}
