/** One of a few named values. One that does not go with the other settings is refused, and says why. */
import { Explained } from '../glossary/Explained';
import { useWorkspace } from '../context';
import { valueAt } from '../settings';
import { Choice, type Option } from './Choice';
import { Refused } from './Refused';
import { ResetButton } from './ResetButton';
import { useShownSetting } from './shownSettings';
import { useEdit } from './useEdit';

interface ChoiceLineProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  /** The setting that it is, if it is one. */
  readonly path?: string;
  /** Where a choice is written, and what. */
  readonly write: (chosen: Value) => readonly [path: string, value: unknown];
  /** Room for a longer value; `full` takes what the label leaves. */
  readonly wide?: boolean | 'full';
}

/** A line whose choice may stand for more than the value of one field. */
export function ChoiceLine<Value extends string>({
  label,
  value,
  options,
  path,
  write,
  wide = false,
}: ChoiceLineProps<Value>) {
  const { edit, refusal, remedy } = useEdit();
  const { shown, reset } = useShownSetting(path ?? null, label);
  if (!shown) return null;
  return (
    <div className="setting" data-setting data-wide={wide === true ? '' : wide || undefined}>
      <span className="setting-label" aria-hidden="true">
        <Explained label>{label}</Explained>
      </span>
      <Choice
        label={label}
        value={value}
        options={options}
        onChoose={(chosen) => {
          if (chosen !== value) edit(...write(chosen));
        }}
      />
      <ResetButton label={label} onReset={reset} />
      <Refused refusal={refusal} onRemedy={remedy} />
    </div>
  );
}

interface ChoiceSettingProps<Value extends string> extends Omit<
  ChoiceLineProps<Value>,
  'value' | 'write' | 'path'
> {
  /** Where it is in the experiment: `evaluation.split`. */
  readonly path: string;
}

export function ChoiceSetting<Value extends string>({ path, ...line }: ChoiceSettingProps<Value>) {
  const value = useWorkspace(({ experiment }) => valueAt(experiment, path)) as Value;
  return <ChoiceLine {...line} path={path} value={value} write={(chosen) => [path, chosen]} />;
}

/** Options from values and what they are called. */
export const options = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
): readonly Option<Value>[] =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }));
