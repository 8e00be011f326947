/** Which of the images are shown, and the way to further ones. */
import type { ReactNode } from 'react';

interface StripFootProps {
  /** Of the first image shown, among those that are mixed. */
  readonly from: number;
  readonly shown: number;
  readonly of: number;
  /** To another dozen; nothing where there is none. */
  readonly children?: ReactNode;
}

export function StripFoot({ from, shown, of, children }: StripFootProps) {
  return (
    <div className="strip-foot">
      {children}
      <span className="quiet" aria-live="polite">
        {from + 1} to {from + shown} of the first {of} test images, mixed by what becomes of them
      </span>
    </div>
  );
}
