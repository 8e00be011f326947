/** Something that is made or left: a switch, and its settings below it while it is on. */
import type { ReactNode } from 'react';
import { Switch } from '@base-ui/react/switch';
import { Refused } from './Refused';
import { useEdit } from './useEdit';

interface SwitchSettingProps {
  readonly label: string;
  readonly on: boolean;
  /** Where it is in the experiment. */
  readonly path: string;
  /** What is written there; true and false themselves by default. */
  readonly values?: readonly [off: unknown, on: unknown];
  /** What it does, while it is on. */
  readonly hint?: string;
  readonly children?: ReactNode;
}

export function SwitchSetting({
  label,
  on,
  path,
  values = [false, true],
  hint,
  children,
}: SwitchSettingProps) {
  const { edit, refusal, remedy } = useEdit();
  return (
    <div className="switch-setting" data-setting>
      <label className="switch-line">
        <span className="setting-label">{label}</span>
        <Switch.Root
          className="switch"
          checked={on}
          onCheckedChange={(next) => edit(path, values[next ? 1 : 0])}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      </label>
      <Refused refusal={refusal} onRemedy={remedy} />
      {on && (hint !== undefined || children !== undefined) && (
        <div className="switch-body" role="group" aria-label={label}>
          {hint !== undefined && <p className="hint">{hint}</p>}
          {children}
        </div>
      )}
    </div>
  );
}
