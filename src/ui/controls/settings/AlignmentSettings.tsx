/** How A is aligned with B: one of many methods, and its settings alone. */
import { architectureOf } from '../../../pipeline/kinds/pair/experiment';
import {
  defaultAlignment,
  fieldsOf,
  METHOD_NAMES,
  METHODS,
  type MethodField,
} from '../../../jobs/methods';
import { MAX_PERMUTATIONS, permutationCount } from '../../../model/enumeration';
import { useWorkspace } from '../../context';
import { countText } from '../../format';
import { ChoiceLine, ChoiceSetting, options } from '../ChoiceSetting';
import { More } from '../More';
import { Section } from '../Section';
import { TextSetting } from '../Setting';

const TOO_MANY = `at most ${countText(MAX_PERMUTATIONS)} permutations`;

export function AlignmentSettings() {
  const method = useWorkspace(({ experiment }) => experiment.alignment.method);
  const activation = useWorkspace(({ experiment }) => experiment.activation);
  const few = useWorkspace(
    ({ experiment }) => permutationCount(architectureOf(experiment, 'A')) <= MAX_PERMUTATIONS,
  );
  const { label, note, source } = METHODS[method];
  const fields = fieldsOf(method);
  const rare = fields.filter(([, field]) => field.rare);
  const methods = METHOD_NAMES.map((value) => {
    const { label: of, only, few: ofFew } = METHODS[value];
    const option = { value, label: of };
    if (ofFew === true && !few) return { ...option, note: TOO_MANY };
    return only === undefined || only === activation
      ? option
      : { ...option, note: `${only === 'relu' ? 'ReLU' : only} only` };
  });
  return (
    <Section name="alignment" title="Alignment" summary={label}>
      <ChoiceLine
        label="Match by"
        path="alignment"
        value={method}
        options={methods}
        write={(chosen) => ['alignment', defaultAlignment(chosen)]}
        wide="full"
      />
      <p className="hint">
        {note} <cite>{source}.</cite>
      </p>
      {fields
        .filter(([, field]) => !field.rare)
        .map(([name, field]) => (
          <Field key={`${method} ${name}`} name={name} {...field} />
        ))}
      {rare.length > 0 && (
        <More key={method} of="the alignment">
          {rare.map(([name, field]) => (
            <Field key={`${method} ${name}`} name={name} {...field} />
          ))}
        </More>
      )}
    </Section>
  );
}

interface FieldProps extends Pick<MethodField, 'label' | 'options'> {
  /** In the document. */
  readonly name: string;
}

function Field({ name, label, options: values }: FieldProps) {
  const path = `alignment.${name}`;
  return values === undefined ? (
    <TextSetting section="alignment" path={path} label={label} />
  ) : (
    <ChoiceSetting path={path} label={label} options={options(values)} />
  );
}
