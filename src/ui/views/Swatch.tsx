/** A short piece of a line, as in the pictures. */
interface SwatchProps {
  readonly colour: string;
  readonly dash: string;
}

export function Swatch({ colour, dash }: SwatchProps) {
  return (
    <svg className="swatch" viewBox="0 0 30 8" aria-hidden="true" focusable="false">
      <path d="M1 4h28" style={{ stroke: colour }} strokeDasharray={dash || undefined} />
    </svg>
  );
}
