/** Parts of the page that are fetched apart from its first script. */
import { Suspense, use, useEffect, useState, type ReactNode } from 'react';
import { Boundary, PartFailed } from './Boundary';

/** A module that is fetched once it is needed, and again after a fetch that failed. */
export interface Part<Module> {
  get(): Promise<Module>;
  /** The module where it is there; null until then. */
  arrived(): Module | null;
  /** Makes the next {@link get} fetch again. */
  forget(): void;
}

export function partOf<Module>(fetchModule: () => Promise<Module>): Part<Module> {
  let module: Promise<Module> | null = null;
  let there: Module | null = null;
  const fetched = async () => (there = await fetchModule());
  return {
    get: () => (module ??= fetched()),
    arrived: () => there,
    forget: () => (module = null),
  };
}

/** Fetches parts once the browser has nothing better to do, so that they are there when the server no longer is. */
export function prefetch(parts: readonly Part<unknown>[]): void {
  const fetchAll = () => {
    for (const part of parts) part.get().catch(() => part.forget());
  };
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(fetchAll);
  else setTimeout(fetchAll, 2000);
}

/**
 * A part that the page does without until it has arrived, and where it does not load.
 *
 * @returns the module, or null; whether something asked for it before it was there; and what asks, which fetches again
 */
export function useArrived<Module>(part: Part<Module>): {
  readonly module: Module | null;
  readonly asked: boolean;
  ask(): void;
} {
  const [module, setModule] = useState(part.arrived);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    part.get().then(
      (arrived) => {
        if (wanted) setModule(() => arrived);
      },
      () => part.forget(),
    );
    return () => {
      wanted = false;
    };
  }, [part, attempt]);
  return { module, asked: attempt > 0, ask: () => setAttempt(attempt + 1) };
}

interface LazyPartProps<Module> {
  readonly part: Part<Module>;
  /** The part, to begin a sentence with: `The gallery`. */
  readonly of: string;
  /** Shown while it is fetched. */
  readonly waiting: ReactNode;
  /** Draws it. */
  readonly children: (module: Module) => ReactNode;
}

export function LazyPart<Module>({ part, of, waiting, children }: LazyPartProps<Module>) {
  return (
    <Boundary
      fallback={(retry) => (
        <PartFailed
          onRetry={() => {
            part.forget();
            retry();
          }}
        >
          {of} did not load. Everything that was computed is still here. If it does not load again,
          the page is of an older version than the server’s: save what you need, then reload.
        </PartFailed>
      )}
    >
      <Suspense fallback={waiting}>
        <Fetched part={part}>{children}</Fetched>
      </Suspense>
    </Boundary>
  );
}

function Fetched<Module>({
  part,
  children,
}: Pick<LazyPartProps<Module>, 'part' | 'children'>): ReactNode {
  // What is there is drawn at once, without a moment of waiting.
  return children(part.arrived() ?? use(part.get()));
}
