/** One line of the settings: its label at the left, its field at the right, what is wrong below. */
import { Field } from '@base-ui/react/field';
import { Input } from '@base-ui/react/input';
import { usePage } from '../context';
import { parseNumber } from '../settings';
import { RemedyButton } from './Refused';
import { useText, type TextOptions } from './useText';

/** DOM id of the input of a setting, so that it can be focused. */
export function settingId(path: string): string {
  return `setting-${path.replaceAll('.', '-')}`;
}

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
  return (
    <Field.Root
      className={bare ? 'setting-bare' : 'setting'}
      data-setting
      data-wide={wide === true ? '' : wide || undefined}
      invalid={refusal !== null}
      name={path}
    >
      <Field.Label className={bare ? 'visually-hidden' : 'setting-label'}>{label}</Field.Label>
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
      <Field.Error className="setting-error" match={refusal !== null}>
        {refusal?.message}
      </Field.Error>
      <RemedyButton refusal={refusal} onRemedy={remedy} />
    </Field.Root>
  );
}
