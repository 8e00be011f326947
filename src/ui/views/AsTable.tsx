/** The numbers of a picture, for who wants them all: made when they are asked for. */
import { useState, type ReactNode } from 'react';

interface AsTableProps {
  /** What the numbers are of. */
  readonly label: string;
  readonly children: () => ReactNode;
}

export function AsTable({ label, children }: AsTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="as-table"
      data-unexported=""
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>As a table</summary>
      {/* Scrolled by keys too where it is larger than its place. */}
      {open && (
        <div className="scrolled" role="region" aria-label={label} tabIndex={0}>
          {children()}
        </div>
      )}
    </details>
  );
}
