/** Who reads a dataset's bytes: one for each normalisation. */

export interface Reader {
  /** @throws when it was released */
  check(): void;
  /** Frees what is this reader's own, and with the last reader what all share; once, however often it is called. */
  release(): void;
}

/**
 * Counts the readers of something shared.
 *
 * @param freeShared frees what they share, when the last of them was released
 * @returns what adds a reader, and is given what frees that reader's own part
 */
export function createReaders(freeShared: () => void): (freeOwn: () => void) => Reader {
  let readers = 0;
  return (freeOwn) => {
    readers++;
    let released = false;
    return {
      check() {
        if (released)
          throw new Error('Expected the dataset that this was made for, but it was disposed of.');
      },
      release() {
        if (released) return;
        released = true;
        freeOwn();
        if (--readers === 0) freeShared();
      },
    };
  };
}
