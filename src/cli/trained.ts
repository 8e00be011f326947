/** Networks of finished experiments, for those of a sweep that would train the same ones again. */
import type { Finished, StageName } from '../store/state';

/** Bytes that are kept, weights on the way of a training included. */
const KEPT = 2 ** 29;

export interface Trained {
  /** A network by its stage and key, or null. */
  find(name: StageName, key: string): Finished<unknown> | null;
  /** Keeps a result if it is a network; those used longest ago make room. */
  add(name: StageName, result: Finished<unknown>): void;
}

/** @param most bytes that are kept */
export function createTrained(most = KEPT): Trained {
  /** In the order of their use. */
  const kept = new Map<string, { readonly result: Finished<unknown>; readonly bytes: number }>();
  return {
    find(name, key) {
      const place = placeOf(name, key);
      const found = kept.get(place);
      if (found === undefined) return null;
      kept.delete(place);
      kept.set(place, found);
      return found.result;
    },
    add(name, result) {
      if (!/^network[A-H]$/.test(name)) return;
      const place = placeOf(name, result.key);
      kept.delete(place);
      kept.set(place, { result, bytes: bytesIn(result.value) });
      let bytes = [...kept.values()].reduce((sum, each) => sum + each.bytes, 0);
      for (const [oldest, each] of kept) {
        if (bytes <= most) break;
        kept.delete(oldest);
        bytes -= each.bytes;
      }
    },
  };
}

const placeOf = (name: StageName, key: string) => `${name} ${key}`;

/** Bytes of all arrays in a result. */
function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + bytesIn(inner), 0);
}
