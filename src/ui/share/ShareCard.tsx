/** The link with what it holds, its code, the page within another page, and the script for PyTorch. */
import { useId, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isLandscape } from '../../store/landscapes';
import { usePage, useWorkspace } from '../context';
import { CopyButton } from '../controls/CopyButton';
import { LabelledChoice } from '../controls/LabelledChoice';
import { addressFor } from '../document/address';
import { enterMode, withQuery } from '../mode';
import { PLACES } from '../places';
import { embedText, PICTURES } from './embed';
import { galleryText, heldText, reachText } from './held';
import { PythonPart } from './PythonPart';
import { QrCode } from './QrCode';
import '../styles/share.css';

/** The address of what is shown, for somebody else. */
function useLink(): string {
  const place = usePage((page) => page.place);
  const lesson = usePage((page) => page.lesson);
  const root = usePage((page) => page.root);
  const shown = useWorkspace(
    useShallow(({ experiment, landscape, view }) => ({ experiment, landscape, view })),
  );
  return useMemo(() => {
    const address = addressFor(place, shown, new URL(root), lesson);
    return withQuery(new URL(address, root).href, []);
  }, [place, root, shown, lesson]);
}

export function ShareCard() {
  const id = useId();
  const place = usePage((page) => page.place);
  const { holdsExperiment } = PLACES[place];
  const link = useLink();
  const experiment = useWorkspace((state) => state.experiment);
  const view = useWorkspace((state) => state.view);
  const landscape = useWorkspace((state) =>
    isLandscape(state) ? (state.landscape?.name ?? null) : null,
  );
  const [picture, setPicture] = useState<(typeof PICTURES)[number]['value']>('plane');
  const [coded, setCoded] = useState(false);
  const held = holdsExperiment
    ? heldText(experiment, view, landscape)
    : place === 'learn'
      ? ['The link opens what is open of the lessons.']
      : galleryText(link);
  const said = [...held, ...reachText(link)];
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
          {holdsExperiment && (
            <button type="button" className="button small" onClick={() => enterMode(['present'])}>
              Present
            </button>
          )}
        </div>
        {coded && <QrCode text={link} />}
        <div id={id} className="hint">
          {said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      {holdsExperiment && (
        <>
          <div className="share-part">
            <LabelledChoice
              label="Embed"
              name="Picture to embed"
              value={picture}
              options={PICTURES}
              onChoose={setPicture}
            />
            <CopyButton label="Copy embed code" text={() => embedText(link, picture)} />
            <p className="hint">One picture with its slider, as a frame in a page of your own.</p>
          </div>
          <PythonPart />
        </>
      )}
    </>
  );
}
