/** Why a setting was refused, with a button for what else would have to change. */
import type { Refusal } from '../settings';

interface RefusedProps {
  readonly refusal: Refusal | null;
  readonly onRemedy: (() => void) | null;
}

export function Refused({ refusal, onRemedy }: RefusedProps) {
  if (refusal === null) return null;
  return (
    <div className="setting-error" role="alert">
      {refusal.message}
      <RemedyButton refusal={refusal} onRemedy={onRemedy} />
    </div>
  );
}

export function RemedyButton({ refusal, onRemedy }: RefusedProps) {
  if (refusal === null || refusal.remedy === null || onRemedy === null) return null;
  return (
    <button
      type="button"
      className="button small remedy"
      onClick={({ currentTarget }) => {
        // The button goes with its reason, so the setting takes the focus back.
        currentTarget
          .closest('[data-setting]')
          ?.querySelector<HTMLElement>('input, [role]')
          ?.focus();
        onRemedy();
      }}
    >
      {refusal.remedy.words}
    </button>
  );
}
