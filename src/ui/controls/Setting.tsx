/** One line of the settings: its label at the left, its field at the right, what is wrong below. */
import { Field } from '@base-ui/react/field';
import { Input } from '@base-ui/react/input';
import { usePage } from '../context';
import { Explained } from '../glossary/Explained';
import { parseNumber } from '../settings';
import { settingId } from './ids';
import { RemedyButton } from './Refused';
import { ResetButton } from './ResetButton';
import { useShownSetting } from './shownSettings';
import { useText, type TextOptions } from './useText';

interface TextSettingProps extends Omit<TextOptions, 'parse' | 'show'> {
  readonly parse?: TextOptions['parse'];
  readonly show?: TextOptions['show'];
  readonly label: string;
  /** Room for a longer value; `full` takes what the label leaves. */
  readonly wide?: boolean | 'full';
  /** In a row of fields below one heading: the label is there for screen readers alone. */
  readonly bare?: boolean;
}

/** A number, or another value written as text. */
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
  bare = false,
}: TextSettingProps) {
  const { text, refusal, remedy, type, leave } = useText({ section, path, parse, show });
  const { shown, reset } = useShownSetting(path, label);
  if (!shown) return null;
  return (
    <Field.Root
      className={bare ? 'setting-bare' : 'setting'}
      data-setting
      data-wide={wide === true ? '' : wide || undefined}
      invalid={refusal !== null}
      name={path}
    >
      <Field.Label className={bare ? 'visually-hidden' : 'setting-label'}>
        {bare ? label : <Explained label>{label}</Explained>}
      </Field.Label>
      <Input
        id={settingId(path)}
        className="input"
        inputMode={parse === parseNumber ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onValueChange={type}
        onBlur={leave}
      />
      {!bare && <ResetButton label={label} onReset={reset} />}
      <Field.Error className="setting-error" match={refusal !== null}>
        {refusal?.message}
      </Field.Error>
      <RemedyButton refusal={refusal} onRemedy={remedy} />
    </Field.Root>
  );
}
