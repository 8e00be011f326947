/** A priority queue of integers: least key first, of equal keys the least item. */
export class Queue {
  private keys = new Float64Array(1024);
  private items = new Int32Array(1024);
  private size = 0;

  /** Key of the first item; Infinity when there is none. */
  get least(): number {
    return this.size === 0 ? Infinity : this.keys[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(key: number, item: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, items } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent]!;
      if (above < key || (above === key && items[parent]! <= item)) break;
      keys[at] = above;
      items[at] = items[parent]!;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Takes the first item; there must be one. */
  pop(): number {
    const { keys, items } = this;
    const first = items[0]!;
    const size = --this.size;
    const key = keys[size]!;
    const item = items[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size) {
        const [left, right] = [keys[child]!, keys[child + 1]!];
        if (right < left || (right === left && items[child + 1]! < items[child]!)) child++;
      }
      const below = keys[child]!;
      if (key < below || (key === below && item <= items[child]!)) break;
      keys[at] = below;
      items[at] = items[child]!;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  }

  private grow(): void {
    const { keys, items } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.keys.set(keys);
    this.items = new Int32Array(2 * items.length);
    this.items.set(items);
  }
}
