/** How long threads of the page compute, apart from how long they wait for a processor that others use. */
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

/** What each task computed, in milliseconds of the thread's own time. */
export interface Tasks {
  readonly main: readonly number[];
  /** Of all dedicated workers. */
  readonly workers: readonly number[];
}

/** The loop of each thread runs its tasks under this name; whatever else is traced lies within one. */
const TASK = 'ThreadControllerImpl::RunTask';

const THREADS = { main: /^CrRendererMain$/, workers: /^DedicatedWorker/ } as const;

/**
 * Traces the tasks of the page from now on.
 *
 * @returns ends the trace and answers the tasks of the page's threads
 */
export async function traceTasks(browser: Browser, page: Page): Promise<() => Promise<Tasks>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
      traceEvents: TraceEvent[];
    };
    const placeOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const tasksOf = (thread: RegExp) => {
      const places = new Set(
        traceEvents
          .filter(({ name, args }) => name === 'thread_name' && thread.test(args?.name ?? ''))
          .map(placeOf),
      );
      return traceEvents.flatMap((event) =>
        event.name === TASK && event.tdur !== undefined && places.has(placeOf(event))
          ? [event.tdur / 1000]
          : [],
      );
    };
    return { main: tasksOf(THREADS.main), workers: tasksOf(THREADS.workers) };
  };
}

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export const largest = (values: readonly number[]): number =>
  values.reduce((most, one) => Math.max(most, one), 0);
