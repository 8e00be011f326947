/** How long the main thread computes in one go, apart from how long it waits for a processor that others use. */
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds that the thread computed; only of whole tasks. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Traces the tasks of the page from now on.
 *
 * @returns ends the trace and answers what each task of the main thread computed, in milliseconds of the thread's own
 * time
 */
export async function traceTasks(browser: Browser, page: Page): Promise<() => Promise<number[]>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  return async () => {
    const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
      traceEvents: TraceEvent[];
    };
    const placeOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const mains = new Set(
      trace.traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
        .map(placeOf),
    );
    return trace.traceEvents.flatMap((event) =>
      event.ph === 'X' && event.tdur !== undefined && mains.has(placeOf(event))
        ? [event.tdur / 1000]
        : [],
    );
  };
}
