/** Runs a science generator to its end and tells how far it is. */
export async function finish<Progress, Result>(
  generator: AsyncGenerator<Progress, Result, void>,
  tell: (progress: Progress) => void = () => undefined,
): Promise<Result> {
  for (;;) {
    const { done, value } = await generator.next();
    if (done === true) return value;
    tell(value);
  }
}
