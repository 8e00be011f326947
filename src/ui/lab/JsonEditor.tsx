/** The experiment as its document, beside the form: what is typed here changes the form, and the other way round. */
import { useId, useMemo, useState } from 'react';
import { experimentErrors, parseExperiment } from '../../pipeline/experiment';
import { useStores, useWorkspace } from '../context';
import { forgetTexts } from '../page';

export function JsonEditor() {
  const { workspace, page } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const written = useMemo(() => JSON.stringify(experiment, null, 2), [experiment]);
  /** What was typed, and the experiment that it was typed beside: any other change of that replaces it. */
  const [draft, setDraft] = useState<Draft | null>(null);
  const kept = draft?.beside === experiment ? draft : null;
  const id = useId();
  const type = (text: string) => {
    const errors = errorsIn(text);
    if (errors.length === 0) {
      forgetTexts(page);
      workspace.getState().edit(parseExperiment(JSON.parse(text)));
    }
    setDraft({ text, errors, beside: workspace.getState().experiment });
  };
  return (
    <div className="json">
      <label className="json-label" htmlFor={`${id}-text`}>
        Document
      </label>
      <textarea
        id={`${id}-text`}
        className="input json-text"
        spellCheck={false}
        value={kept?.text ?? written}
        aria-invalid={(kept?.errors.length ?? 0) > 0}
        aria-describedby={`${id}-errors`}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onBlur={() => {
          if (kept?.errors.length === 0) setDraft(null);
        }}
      />
      <ul
        id={`${id}-errors`}
        className="json-errors"
        role="alert"
        aria-label="What is wrong with it"
      >
        {kept?.errors.map((error) => (
          <li key={error} className="setting-error">
            {error}
          </li>
        ))}
      </ul>
      {kept !== null && kept.errors.length > 0 && (
        <button type="button" className="button small" onClick={() => setDraft(null)}>
          Back to the form’s
        </button>
      )}
    </div>
  );
}

interface Draft {
  readonly text: string;
  readonly errors: readonly string[];
  readonly beside: unknown;
}

/** What is wrong with a document as text, each in a line; empty when it is right. */
export function errorsIn(text: string): readonly string[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const at = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined;
    return [`Expected JSON, got a text that is none${at === undefined ? '' : `, from ${at} on`}.`];
  }
  return Object.entries(experimentErrors(document)).map(([path, message]) =>
    path === '' ? message : `${path}: ${message}`,
  );
}
