/** Every word of the glossary, at the foot of the page. */
import { useState } from 'react';
import { TERMS } from './terms';

export function Glossary() {
  const [open, setOpen] = useState(false);
  return (
    <section className="glossary" aria-label="Glossary">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Glossary: {TERMS.length} words</summary>
        {open && (
          <dl>
            {TERMS.map(({ word, text }) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </details>
    </section>
  );
}
