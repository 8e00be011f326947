/** A generator whose progress is told in other words; ended early, it ends the first one too. */
export async function* told<From, To, Result>(
  generator: AsyncGenerator<From, Result, void>,
  words: (progress: From) => To,
): AsyncGenerator<To, Result, void> {
  const results: Result[] = [];
  const run = async function* () {
    results.push(yield* generator);
  };
  for await (const progress of run()) yield words(progress);
  return results[0] as Result;
}
