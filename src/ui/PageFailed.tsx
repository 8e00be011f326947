/** In place of the whole page when it cannot be drawn: its results can be saved still. */
import { SaveDocument, SaveWeights } from './document/SaveMenu';

export function PageFailed({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <main className="page-failed" role="alert">
      <h1>The page could not be drawn</h1>
      <p>
        Everything that was computed is still here and can be saved. Try again; if that does not
        help, save what you need and reload the page.
      </p>
      <p className="run-buttons">
        <button type="button" className="button primary" onClick={onRetry}>
          Try again
        </button>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload the page
        </button>
      </p>
      <SaveDocument />
      <SaveWeights />
    </main>
  );
}
