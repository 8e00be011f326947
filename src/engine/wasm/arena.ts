import { OutOfMemoryError } from '../engine';

/**
 * Hands out pieces of a WebAssembly memory, which can grow and never shrinks; what is freed is used again. Growing
 * detaches all views, so they are made where they are used and not kept.
 */
export interface Arena {
  /**
   * Address of that many bytes, a multiple of 64; their contents are left as they were.
   *
   * @throws OutOfMemoryError when the memory cannot grow that far
   */
  allocate(bytes: number): number;
  free(address: number): void;
  /** Answers what `make` makes; when that fails, frees what it had allocated until then. */
  attempt<T>(make: () => T): T;
  /** Views of the memory as it is now. */
  bytes(address: number, length: number): Uint8Array<ArrayBuffer>;
  words(address: number, length: number): Uint32Array<ArrayBuffer>;
  floats(address: number, length: number): Float32Array<ArrayBuffer>;
  doubles(address: number, length: number): Float64Array<ArrayBuffer>;
}

/** Allocations that are given back together. */
export interface Region {
  allocate(bytes: number): number;
  /** As `allocate`, filled with zeros. */
  zeros(bytes: number): number;
  release(): void;
}

/** A cache line, so that no vector straddles two. */
const ALIGNMENT = 64;
const PAGE = 65536;

interface Block {
  address: number;
  bytes: number;
}

/** Manages the memory beyond its present end, which the module keeps for itself. */
export function createArena(memory: Pick<WebAssembly.Memory, 'buffer' | 'grow'>): Arena {
  /** Free blocks by address; no two touch. */
  const free: Block[] = [];
  const taken = new Map<number, number>();
  const buffer = () => memory.buffer;

  const insert = (block: Block) => {
    const after = free.findIndex(({ address }) => address > block.address);
    const at = after < 0 ? free.length : after;
    free.splice(at, 0, block);
    for (const i of [at, at - 1]) {
      const [left, right] = [free[i], free[i + 1]];
      if (left === undefined || right === undefined) continue;
      if (left.address + left.bytes !== right.address) continue;
      left.bytes += right.bytes;
      free.splice(i + 1, 1);
    }
  };

  const grow = (bytes: number) => {
    const end = buffer().byteLength;
    const last = free.at(-1);
    const reusable = last !== undefined && last.address + last.bytes === end ? last.bytes : 0;
    const pages = Math.ceil((bytes - reusable) / PAGE);
    try {
      memory.grow(pages);
    } catch {
      const mebibytes = (n: number) => `${Math.ceil(n / 2 ** 20)} MiB`;
      throw new OutOfMemoryError(
        `Expected ${mebibytes(bytes)} of memory beyond the ${mebibytes(end)} that there are, but the browser gives no more. Choose a smaller network, fewer networks at a time or a smaller batch.`,
      );
    }
    insert({ address: end, bytes: pages * PAGE });
  };

  const release = (address: number) => {
    const bytes = taken.get(address);
    if (bytes === undefined) throw new RangeError(`Expected an allocation at ${address}.`);
    taken.delete(address);
    insert({ address, bytes });
  };

  return {
    allocate(wanted) {
      const bytes = Math.max(ALIGNMENT, Math.ceil(wanted / ALIGNMENT) * ALIGNMENT);
      const fits = () => free.findIndex((block) => block.bytes >= bytes);
      if (fits() < 0) grow(bytes);
      const at = fits();
      const block = free[at]!;
      const { address } = block;
      block.address += bytes;
      block.bytes -= bytes;
      if (block.bytes === 0) free.splice(at, 1);
      taken.set(address, bytes);
      return address;
    },
    free: release,
    attempt(make) {
      const before = new Set(taken.keys());
      try {
        return make();
      } catch (error) {
        for (const address of taken.keys()) if (!before.has(address)) release(address);
        throw error;
      }
    },
    bytes: (address, length) => new Uint8Array(buffer(), address, length),
    words: (address, length) => new Uint32Array(buffer(), address, length),
    floats: (address, length) => new Float32Array(buffer(), address, length),
    doubles: (address, length) => new Float64Array(buffer(), address, length),
  };
}

export function createRegion(arena: Arena): Region {
  const addresses: number[] = [];
  const allocate = (bytes: number) => {
    const address = arena.allocate(bytes);
    addresses.push(address);
    return address;
  };
  return {
    allocate,
    zeros(bytes) {
      const address = allocate(bytes);
      arena.bytes(address, bytes).fill(0);
      return address;
    },
    release() {
      for (const address of addresses.splice(0)) arena.free(address);
    },
  };
}
