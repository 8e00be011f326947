/** One line of the settings: its label at the left, its control at the right, what is wrong below. */
import { useEffect, useState } from 'react';
import { Field } from '@base-ui/react/field';
import { Input } from '@base-ui/react/input';
import type { Experiment } from '../../store/state';
import { useIsthmus, usePage, useStores } from '../context';
import { refuse, type SectionName } from '../page';
import { editAt, parseNumber, valueAt } from '../settings';
import { Choice, type Option } from './Choice';

/** DOM id of the input of a setting, so that it can be focused. */
export function settingId(path: string): string {
  return `setting-${path.replaceAll('.', '-')}`;
}

interface TextSettingProps {
  readonly section: SectionName;
  /** Where it is in the experiment: `training.epochs`. */
  readonly path: string;
  readonly label: string;
  readonly parse?: (text: string) => unknown;
  readonly show?: (value: unknown) => string;
  readonly wide?: boolean;
}

/** A number, or another value written as text. Text that is not valid stays, marked, and changes nothing. */
export function TextSetting(props: TextSettingProps) {
  const generation = usePage((page) => page.generation);
  return <TextField key={generation} {...props} />;
}

function TextField({
  section,
  path,
  label,
  parse = parseNumber,
  show = String,
  wide = false,
}: TextSettingProps) {
  const { isthmus, page } = useStores();
  const value = useIsthmus(({ experiment }) => show(valueAt(experiment, path)));
  const message = usePage(({ refused }) => refused[path]?.message ?? null);
  /** What was typed, while it is being typed or is not valid. */
  const [draft, setDraft] = useState<string | null>(null);

  // A field that goes away (another optimizer has other settings) takes its error along.
  useEffect(() => () => refuse(page, path, null), [page, path]);

  const type = (text: string) => {
    setDraft(text);
    const { experiment, edit } = isthmus.getState();
    const edited = editAt(experiment, path, parse(text));
    refuse(page, path, edited.message === null ? null : { section, message: edited.message });
    if (edited.experiment !== null) edit(edited.experiment);
  };

  return (
    <Field.Root
      className="setting"
      data-wide={wide || undefined}
      invalid={message !== null}
      name={path}
    >
      <Field.Label className="setting-label">{label}</Field.Label>
      <Input
        id={settingId(path)}
        className="input"
        inputMode={parse === parseNumber ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? value}
        onValueChange={type}
        onBlur={() => {
          if (message === null) setDraft(null);
        }}
      />
      <Field.Error className="setting-error" match={message !== null}>
        {message}
      </Field.Error>
    </Field.Root>
  );
}

interface ChoiceSettingProps<Value extends string> {
  readonly path: string;
  readonly label: string;
  readonly options: readonly Option<Value>[];
  /** In place of changing the value at `path` alone. */
  readonly onChoose?: (value: Value) => void;
}

/** One of a few named values. One that does not go with the other settings is refused, and says why. */
export function ChoiceSetting<Value extends string>({
  path,
  label,
  options,
  onChoose,
}: ChoiceSettingProps<Value>) {
  const { isthmus } = useStores();
  const experiment = useIsthmus((state) => state.experiment);
  const [refused, setRefused] = useState<{ experiment: Experiment; message: string } | null>(null);
  const choose = (chosen: Value) => {
    const edited = editAt(experiment, path, chosen);
    if (edited.experiment === null) setRefused({ experiment, message: edited.message });
    else isthmus.getState().edit(edited.experiment);
  };
  return (
    <div className="setting">
      <span className="setting-label" aria-hidden="true">
        {label}
      </span>
      <Choice
        label={label}
        value={valueAt(experiment, path) as Value}
        options={options}
        onChoose={onChoose ?? choose}
      />
      {/* Any other change of the settings is an answer to it. */}
      {refused?.experiment === experiment && (
        <p className="setting-error" role="alert">
          {refused.message}
        </p>
      )}
    </div>
  );
}
