/** The link with what it holds, its code, the page within another page, and the script for PyTorch. */
import { useEffect, useId, useState } from 'react';
import { useWorkspace } from '../context';
import { CopyButton } from '../controls/CopyButton';
import { LabelledChoice } from '../controls/LabelledChoice';
import { enterMode, withQuery } from '../mode';
import { embedText, PICTURES } from './embed';
import { heldText } from './held';
import { PythonPart } from './PythonPart';
import { QrCode } from './QrCode';

/** Milliseconds between two looks at the address, which follows what is changed after a moment. */
const EVERY = 300;

function useLink(): string {
  const [link, setLink] = useState(() => withQuery(location.href, []));
  useEffect(() => {
    const timer = setInterval(() => setLink(withQuery(location.href, [])), EVERY);
    return () => clearInterval(timer);
  }, []);
  return link;
}

export function ShareCard() {
  const id = useId();
  const link = useLink();
  const experiment = useWorkspace((state) => state.experiment);
  const view = useWorkspace((state) => state.view);
  const [picture, setPicture] = useState<(typeof PICTURES)[number]['value']>('plane');
  const [coded, setCoded] = useState(false);
  return (
    <>
      <div className="share-part">
        <input
          className="input"
          readOnly
          aria-label="Link"
          aria-describedby={id}
          value={link}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <div className="share-buttons">
          <CopyButton label="Copy link" text={() => link} />
          <button
            type="button"
            className="button small"
            aria-expanded={coded}
            onClick={() => setCoded(!coded)}
          >
            QR code
          </button>
          <button type="button" className="button small" onClick={() => enterMode(['present'])}>
            Present
          </button>
        </div>
        {coded && <QrCode text={link} />}
        <div id={id} className="hint">
          {heldText(experiment, view).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      <div className="share-part">
        <LabelledChoice
          label="Embed"
          name="Picture to embed"
          value={picture}
          options={PICTURES}
          onChoose={setPicture}
        />
        <CopyButton label="Copy the frame" text={() => embedText(link, picture)} />
        <p className="hint">One picture with its slider, for an iframe of a page of yours.</p>
      </div>
      <PythonPart />
    </>
  );
}
