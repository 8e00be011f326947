/** A link as squares for a camera. */
import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** Squares of silence around it, as readers expect. */
const QUIET = 4;

interface Code {
  readonly side: number;
  readonly path: string;
}

/** Null where the text is too long for any code. */
function codeOf(text: string): Code | null {
  try {
    const code = qrcode(0, 'L');
    code.addData(text);
    code.make();
    const side = code.getModuleCount();
    const all = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side]);
    const path = all
      .filter(([row = 0, column = 0]) => code.isDark(row, column))
      .map(([row = 0, column = 0]) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`)
      .join('');
    return { side: side + 2 * QUIET, path };
  } catch {
    return null;
  }
}

export function QrCode({ text }: { readonly text: string }) {
  const code = useMemo(() => codeOf(text), [text]);
  if (code === null) return <p className="hint">The link is too long for a code: copy it.</p>;
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${code.side} ${code.side}`}
      role="img"
      aria-label="QR code of the link"
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
