/** Which curves are found and measured between the two ends, and how. */
import { Checkbox } from '@base-ui/react/checkbox';
import { CURVE_NAMES, CURVES, FITTED_NAMES, type CurveName } from '../../../jobs/paths';
import { useWorkspace } from '../../context';
import { pointText } from '../../format';
import { ChoiceSetting, options } from '../ChoiceSetting';
import { Icon } from '../Icon';
import { More } from '../More';
import { Refused } from '../Refused';
import { Section } from '../Section';
import { TextSetting } from '../Setting';
import { useShownSetting } from '../shownSettings';
import { useEdit } from '../useEdit';

const ENDS = options({ 'A and B': 'A and B', 'pi(A) and B': 'π(A) and B' });

export function CurveSettings() {
  const kinds = useWorkspace(({ experiment }) => experiment.curves.kinds);
  const ends = useWorkspace(({ experiment }) => experiment.curves.ends);
  const fitted = FITTED_NAMES.some((name) => kinds.includes(name));
  const text = (path: string, label: string) => (
    <TextSetting section="curves" path={`curves.${path}`} label={label} />
  );
  const start = pointText(ends).replace(' and ', ' to ');
  return (
    <Section
      name="curves"
      title="Curves"
      summary={kinds.length === 0 ? 'none' : `${kinds.length} from ${start}`}
    >
      <ChoiceSetting path="curves.ends" label="Curves join" options={ENDS} />
      <div className="checks" role="group" aria-label="Which curves">
        {CURVE_NAMES.map((name) => (
          <CurveLine key={name} name={name} kinds={kinds} />
        ))}
      </div>
      {fitted && (
        <>
          {text('epochs', 'Epochs of the curves')}
          {text('learningRate', 'Learning rate of the curves')}
          <More of="the curves">{text('seed', 'Seed of the curves')}</More>
        </>
      )}
    </Section>
  );
}

interface CurveLineProps {
  readonly name: CurveName;
  readonly kinds: readonly CurveName[];
}

function CurveLine({ name, kinds }: CurveLineProps) {
  const { edit, refusal, remedy } = useEdit();
  const shown = useShownSetting('curves.kinds', CURVES[name].label).shown;
  const on = kinds.includes(name);
  const { label, note, source, size } = CURVES[name];
  // In one order, so that equal choices make equal documents.
  const turn = (wanted: boolean) =>
    CURVE_NAMES.filter((other) => (other === name ? wanted : kinds.includes(other)));
  if (!shown) return null;
  return (
    <div className="check-setting" data-setting>
      <label className="check-line" title={source}>
        <Checkbox.Root
          className="check"
          aria-label={label}
          checked={on}
          onCheckedChange={(wanted) => edit('curves.kinds', turn(wanted))}
        >
          <Checkbox.Indicator className="check-mark">
            <Icon name="check" />
          </Checkbox.Indicator>
        </Checkbox.Root>
        <span>
          {label} <span className="hint">{note}</span>
        </span>
      </label>
      {on && size !== null && (
        <div className="check-body">
          <TextSetting section="curves" path={`curves.${size.field}`} label={size.label} />
        </div>
      )}
      <Refused refusal={refusal} onRemedy={remedy} />
    </div>
  );
}
