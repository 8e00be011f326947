/** What Train, an edit during a run, or an earlier visit leaves to decide, each with a button that does it. */
import type { ReactNode } from 'react';
import { resumes, runsOther } from '../../store/runs';
import { usePage, useStores, useWorkspace } from '../context';
import { percentText } from '../format';
import { forgetTexts } from '../page';

export function RunNote() {
  const { workspace } = useStores();
  const other = useWorkspace(runsOther);
  const experiment = useWorkspace((state) => state.experiment);
  const upToDate = usePage((page) => page.upToDate);
  const busy = useWorkspace((state) => state.busy);
  const elsewhere = useWorkspace((state) => state.elsewhere);
  const nothingLeft = !busy && upToDate === experiment;
  return (
    <div className="run-note" role="status" aria-label="Note on the run">
      <Closed />
      <Interrupted />
      {elsewhere && !busy && (
        <p className="hint">
          This experiment is being computed in another tab. What it finishes appears here when it
          ends.
        </p>
      )}
      {other && (
        <Decision
          text="The run still computes the settings of before."
          button="Start over with these"
          onPress={() => workspace.getState().train()}
        />
      )}
      {nothingLeft && (
        <Decision
          text="Everything is up to date with the settings, so there is nothing to compute."
          button="Compute all again"
          onPress={() => workspace.getState().startOver()}
        />
      )}
    </div>
  );
}

/** The run that ended with its page; the buttons beside Train go on or start over. */
function Closed() {
  const closed = useWorkspace(({ stopped, experiment, busy }) =>
    !busy && stopped?.closed === true && stopped.experiment === experiment ? stopped : null,
  );
  const resumable = useWorkspace(resumes);
  if (closed === null) return null;
  return (
    <p className="hint">
      This experiment was being trained when the page closed
      {resumable
        ? `: ${percentText(closed.share, 0)}. Go on, or start over?`
        : ', and had only just begun.'}
    </p>
  );
}

/** Another experiment that ended with its page. */
function Interrupted() {
  const { workspace, page } = useStores();
  const interrupted = useWorkspace((state) => state.interrupted);
  const busy = useWorkspace((state) => state.busy);
  if (interrupted === null || busy) return null;
  return (
    <Decision
      text={`Another experiment was being trained when the page closed: ${percentText(interrupted.share, 0)}.`}
      button="Turn to it"
      onPress={() => {
        forgetTexts(page);
        workspace.getState().answerInterrupted(true);
      }}
    >
      <button
        type="button"
        className="button small"
        onClick={() => workspace.getState().answerInterrupted(false)}
      >
        Let it be
      </button>
    </Decision>
  );
}

interface DecisionProps {
  readonly text: string;
  readonly button: string;
  readonly onPress: () => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}

function Decision({ text, button, onPress, children }: DecisionProps) {
  return (
    <>
      <p className="hint">{text}</p>
      <div className="note-buttons">
        <button type="button" className="button small" onClick={onPress}>
          {button}
        </button>
        {children}
      </div>
    </>
  );
}
