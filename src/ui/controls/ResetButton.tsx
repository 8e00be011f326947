/** Puts one setting back to what it is by itself. */
import { Icon } from './Icon';

interface ResetButtonProps {
  /** Of the setting. */
  readonly label: string;
  readonly onReset: (() => void) | null;
}

export function ResetButton({ label, onReset }: ResetButtonProps) {
  if (onReset === null) return null;
  return (
    <button
      type="button"
      className="button bare reset"
      aria-label={`Reset ${label}`}
      title="Reset"
      onClick={onReset}
    >
      <Icon name="undo" />
    </button>
  );
}
