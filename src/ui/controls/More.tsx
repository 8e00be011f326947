/** Settings that are seldom changed, asked for by a press. A field that is folded away forgets text that is not valid. */
import { useState, type ReactNode } from 'react';
import { Icon } from './Icon';
import { useFiltered } from './shownSettings';

interface MoreProps {
  /** Of what: `More of the matching`; the visible text is `More`. */
  readonly of: string;
  readonly children: ReactNode;
}

export function More({ of, children }: MoreProps) {
  const [asked, setOpen] = useState(false);
  const filtered = useFiltered();
  const open = asked || filtered;
  return (
    <>
      <button
        type="button"
        className="more"
        aria-expanded={open}
        aria-label={`More settings of ${of}`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Less' : 'More'}
        <Icon name="chevron" />
      </button>
      {open && children}
    </>
  );
}
