import { describe, expect, it } from 'vitest';
import { createArena, createRegion } from '../../../src/engine/wasm/arena';
import { OutOfMemoryError } from '../../../src/engine/engine';
import { randomFrom, shuffled } from '../../../src/model/random';

describe('an arena', () => {
  it('hands out pieces that do not overlap, aligned to cache lines', () => {
    const arena = createArena(new WebAssembly.Memory({ initial: 1 }));
    const sizes = [1, 64, 65, 100_000, 0, 3];
    const addresses = sizes.map((bytes) => arena.allocate(bytes));
    addresses.forEach((address, n) => {
      expect(address % 64).toBe(0);
      expect(address).toBeGreaterThanOrEqual(65536);
      arena.bytes(address, sizes[n]!).fill(n + 1);
    });
    addresses.forEach((address, n) =>
      expect(arena.bytes(address, sizes[n]!).every((byte) => byte === n + 1)).toBe(true),
    );
  });

  it('uses again what was freed, in whatever order', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const arena = createArena(memory);
    const random = randomFrom(5);
    const fill = () => Array.from({ length: 50 }, (_, n) => arena.allocate(1000 * (n + 1)));
    let addresses = fill();
    const { byteLength } = memory.buffer;
    for (let round = 0; round < 20; round++) {
      for (const n of shuffled(random, 50)) arena.free(addresses[n]!);
      addresses = fill();
      expect(memory.buffer.byteLength).toBe(byteLength);
    }
  });

  it('gives a region back at once, and refuses to free twice', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const arena = createArena(memory);
    const region = createRegion(arena);
    const first = region.zeros(500);
    region.zeros(70_000);
    region.release();
    expect(createRegion(arena).allocate(70_500)).toBe(first);
    expect(() => arena.free(first + 64)).toThrow('Expected an allocation');
  });

  it('says how much was wanted when there is no more', () => {
    const arena = createArena(new WebAssembly.Memory({ initial: 1, maximum: 2 }));
    expect(() => arena.allocate(10 * 2 ** 20)).toThrow(OutOfMemoryError);
    expect(() => arena.allocate(10 * 2 ** 20)).toThrow(
      'Expected 10 MiB of memory beyond the 1 MiB',
    );
  });

  it('takes nothing for what could not be made', () => {
    const arena = createArena(new WebAssembly.Memory({ initial: 1, maximum: 4 }));
    const kept = arena.allocate(100);
    let first = 0;
    const make = () => {
      first = arena.allocate(100_000);
      arena.allocate(2 ** 20);
    };
    expect(() => arena.attempt(make)).toThrow(OutOfMemoryError);
    expect(arena.allocate(100_000)).toBe(first);
    arena.free(kept);
    expect(arena.attempt(() => 7)).toBe(7);
  });
});
