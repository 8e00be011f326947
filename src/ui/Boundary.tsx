/** Keeps a fault of one part of the page to that part: what was computed stays, and the part can be tried again. */
import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What is shown in place of the part; `retry` draws the part anew. */
  readonly fallback: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** React catches what is thrown while drawing in components of a class alone. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    const { fallback, children } = this.props;
    return this.state.failed ? fallback(() => this.setState({ failed: false })) : children;
  }
}

interface GuardProps {
  /** The part, to begin a sentence with: `The loss plane`. */
  readonly of: string;
  readonly children: ReactNode;
}

/** A part of the page that says so in its own place when it cannot be drawn. */
export function Guard({ of, children }: GuardProps) {
  return (
    <Boundary
      fallback={(retry) => (
        <PartFailed onRetry={retry}>
          {of} could not be drawn. Everything that was computed is still here.
        </PartFailed>
      )}
    >
      {children}
    </Boundary>
  );
}

interface PartFailedProps {
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** Why a part is not there, and a button that tries it again. */
export function PartFailed({ onRetry, children }: PartFailedProps) {
  return (
    <div className="part-failed" role="alert">
      <p>{children}</p>
      <button type="button" className="button small" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
