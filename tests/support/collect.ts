/** Runs a science generator to its end: everything it yields, and what it returns. */
export async function collect<Progress, Result>(
  generator: AsyncGenerator<Progress, Result, void>,
): Promise<{ progress: Progress[]; result: Result }> {
  const progress: Progress[] = [];
  for (;;) {
    const next = await generator.next();
    if (next.done === true) return { progress, result: next.value };
    progress.push(next.value);
  }
}
