/** What is kept between requests that name it by a key, so that what it is made of is sent once. */

export interface KeptByKey<Value> {
  /**
   * What has the key.
   *
   * @param make null where what it is made of is not given; it is then null, too, when the key is not known
   */
  find(key: string, make: (() => Promise<Value>) | null): Promise<Value | null>;
  /** Forgets all. */
  clear(): void;
}

/** @param most how many are kept: those that were asked for last */
export function keptByKey<Value>(
  most: number,
  dispose: (value: Value) => void = () => undefined,
): KeptByKey<Value> {
  /** The one used longest ago first. */
  const kept = new Map<string, Value>();
  return {
    async find(key, make) {
      let value = kept.get(key);
      if (value === undefined) {
        if (make === null) return null;
        value = await make();
      }
      kept.delete(key);
      kept.set(key, value);
      for (const [oldest, old] of kept) {
        if (kept.size <= most) break;
        dispose(old);
        kept.delete(oldest);
      }
      return value;
    },
    clear() {
      for (const value of kept.values()) dispose(value);
      kept.clear();
    },
  };
}
