/** How A is aligned with B: one of many methods, and its settings alone. */
import { ALIGNMENTS, defaultAlignment } from '../../../jobs/alignment';
import { architectureOf } from '../../../jobs/experiment';
import { MAX_PERMUTATIONS, permutationCount } from '../../../model/enumeration';
import { useIsthmus } from '../../context';
import { countText } from '../../format';
import { METHODS, type MethodField, type MethodName } from '../../methods';
import { ChoiceLine, ChoiceSetting, options } from '../ChoiceSetting';
import { More } from '../More';
import { Section } from '../Section';
import { TextSetting } from '../Setting';

const NEEDS: Partial<Record<MethodName, 'tanh' | 'relu'>> = { flips: 'tanh', scales: 'relu' };
const TOO_MANY = `at most ${countText(MAX_PERMUTATIONS)} permutations`;

export function AlignmentSettings() {
  const method = useIsthmus(({ experiment }) => experiment.alignment.method);
  const activation = useIsthmus(({ experiment }) => experiment.activation);
  const few = useIsthmus(
    ({ experiment }) => permutationCount(architectureOf(experiment, 'A')) <= MAX_PERMUTATIONS,
  );
  const { what, source } = METHODS[method];
  const fields: readonly MethodField[] = METHODS[method].fields;
  const rare = fields.filter((field) => field.rare);
  const methods = options(ALIGNMENTS).map((option) => {
    if (option.value === 'exhaustive' && !few) return { ...option, note: TOO_MANY };
    const needed = NEEDS[option.value];
    return needed === undefined || needed === activation
      ? option
      : { ...option, note: `${needed === 'relu' ? 'ReLU' : needed} only` };
  });
  return (
    <Section name="alignment" title="Alignment" summary={ALIGNMENTS[method]}>
      <ChoiceLine
        label="Match by"
        value={method}
        options={methods}
        write={(chosen) => ['alignment', defaultAlignment(chosen)]}
        wide="full"
      />
      <p className="hint">
        {what} <cite>{source}.</cite>
      </p>
      {fields
        .filter((field) => !field.rare)
        .map((field) => (
          <Field key={`${method} ${field.name}`} {...field} />
        ))}
      {rare.length > 0 && (
        <More key={method} of="the alignment">
          {rare.map((field) => (
            <Field key={`${method} ${field.name}`} {...field} />
          ))}
        </More>
      )}
    </Section>
  );
}

function Field({ name, label, options: values }: MethodField) {
  const path = `alignment.${name}`;
  return values === undefined ? (
    <TextSetting section="alignment" path={path} label={label} />
  ) : (
    <ChoiceSetting path={path} label={label} options={options(values)} />
  );
}
