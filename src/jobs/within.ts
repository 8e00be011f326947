/** Waiting for what may never answer. */
export class LateError extends Error {}

/** @throws LateError when the promise is not settled after some milliseconds */
export function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new LateError('internal: the storage does not answer')),
      milliseconds,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
