/** Every word of the glossary, at the foot of the page. */
import { useState } from 'react';
import { LazyPart } from '../LazyPart';
import { TERMS_LIST } from '../parts';

export function Glossary() {
  const [open, setOpen] = useState(false);
  return (
    <section className="glossary" aria-label="Glossary">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Glossary</summary>
        {open && (
          <LazyPart part={TERMS_LIST} of="The glossary" waiting={null}>
            {({ TERMS }) => (
              <dl>
                {TERMS.map(({ word, text }) => (
                  <div key={word}>
                    <dt>{word}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
            )}
          </LazyPart>
        )}
      </details>
    </section>
  );
}
