/** Something that is made or left: a switch, and its settings below it while it is on. */
import type { ReactNode } from 'react';
import { Switch } from '@base-ui/react/switch';
import { Explained } from '../glossary/Explained';
import { Refused } from './Refused';
import { useShownSetting } from './shownSettings';
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
  const { shown } = useShownSetting(path, label);
  // Its own settings are not searched.
  if (!shown) return null;
  return (
    <div className="switch-setting" data-setting>
      <label className="switch-line">
        <span className="setting-label">
          <Explained label>{label}</Explained>
        </span>
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
