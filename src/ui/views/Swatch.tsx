/** A short piece of a line, as in the pictures. */
export function Swatch({ colour }: { readonly colour: string }) {
  return (
    <svg className="swatch" viewBox="0 0 30 8" aria-hidden="true" focusable="false">
      <path d="M1 4h28" style={{ stroke: colour }} />
    </svg>
  );
}
