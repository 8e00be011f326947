/** Milliseconds that this process has computed on all its threads, apart from what it waited for a processor. */
export function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
