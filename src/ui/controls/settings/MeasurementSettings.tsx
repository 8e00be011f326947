/** What is measured beside paths and plane; each is made only when it is switched on. */
import type { Experiment } from '../../../pipeline/kinds/pair/experiment';
import { FITTED_NAMES, LINES, PATHS } from '../../../jobs/paths';
import { useWorkspace } from '../../context';
import { listText, widthsText } from '../../format';
import { measurementNames, stepsOf } from '../../recipe';
import { parseList } from '../../settings';
import type { Option } from '../Choice';
import { ChoiceSetting, options } from '../ChoiceSetting';
import { More } from '../More';
import { Section } from '../Section';
import { TextSetting } from '../Setting';
import { SwitchSetting } from '../SwitchSetting';

type Measurements = Experiment['measurements'];
type Along = NonNullable<Measurements['ensemble']>['along'];

const AVERAGES = options({ 'to-first': 'All with A', 'merge-many': 'MergeMany' });
const ALONG: readonly Option<Along>[] = [
  { value: 'training', label: 'More training' },
  ...FITTED_NAMES.map((value) => ({ value, label: PATHS[value].label })),
];

/** What each starts with once it is switched on. */
const TRANSFER: Measurements['transfer'] = {
  found: [0, 50, 100],
  applied: [0, 10, 25, 50, 100, 200, 400, 600],
};
const SIMPLEX: Measurements['simplex'] = {
  connectors: 1,
  epochs: 1,
  learningRate: 0.001,
  regularization: 1e-4,
  drawn: 10,
  seed: 1,
};
const ENSEMBLE: Measurements['ensemble'] = {
  along: 'training',
  members: 6,
  cycleEpochs: 1,
  seed: 1,
};

export function MeasurementSettings() {
  const experiment = useWorkspace((state) => state.experiment);
  const { averages, initialisations, repair, transfer, simplex, ensemble } =
    experiment.measurements;
  const names = measurementNames(experiment);
  const more = experiment.networks.length === 2;
  return (
    <Section
      name="measurements"
      title="Measurements"
      summary={names.length === 0 ? 'none more' : listText(names)}
    >
      <SwitchSetting
        label="REPAIR on the lines"
        path="measurements.repair"
        on={repair}
        hint={`From A and from π(A) to B, with every unit’s mean and deviation set to the mix of both ends’. ${LINES.repaired.source}.`}
      />
      <SwitchSetting
        label="Lines before training"
        path="measurements.initialisations"
        on={initialisations}
        hint="From A₀ and from π(A₀) to B₀, with the permutation found after training. Benzing et al. 2022."
      />
      <SwitchSetting
        label="Averages of many networks"
        path="measurements.averages"
        on={averages !== 'none'}
        values={['none', 'to-first']}
        hint={`Of the first two, three, … networks${more ? '; add some above' : ''}. Benzing et al. 2022, Fig. 3; MergeMany of Ainsworth et al. 2023.`}
      >
        <ChoiceSetting path="measurements.averages" label="Aligned" options={AVERAGES} />
      </SwitchSetting>
      <SwitchSetting
        label="Permutations in time"
        path="measurements.transfer"
        on={transfer !== null}
        values={[null, TRANSFER]}
        hint={`Found at some steps of the training and applied at others, of ${stepsOf(experiment, 'A')}. Benzing et al. 2022, Fig. 3 right.`}
      >
        <StepsSetting path="measurements.transfer.found" label="Found at steps" />
        <StepsSetting path="measurements.transfer.applied" label="Applied at steps" />
      </SwitchSetting>
      <SwitchSetting
        label="Simplex of low loss"
        path="measurements.simplex"
        on={simplex !== null}
        values={[null, SIMPLEX]}
        hint="Connecting points are trained until the whole simplex through the networks has a low loss. Benton et al. 2021."
      >
        <NumberSetting path="simplex.connectors" label="Connecting points" />
        <NumberSetting path="simplex.epochs" label="Epochs of the simplex" />
        <NumberSetting path="simplex.drawn" label="Networks drawn" />
        <More of="the simplex">
          <NumberSetting path="simplex.learningRate" label="Rate of the simplex" />
          <NumberSetting path="simplex.regularization" label="Weight of the volume" />
          <NumberSetting path="simplex.seed" label="Seed of the simplex" />
        </More>
      </SwitchSetting>
      <SwitchSetting
        label="Ensemble"
        path="measurements.ensemble"
        on={ensemble !== null}
        values={[null, ENSEMBLE]}
        hint="Networks collected along the way, their predictions averaged. Garipov et al. 2018, section 5."
      >
        {ensemble !== null && <EnsembleFields along={ensemble.along} />}
      </SwitchSetting>
    </Section>
  );
}

interface LineProps {
  readonly path: string;
  readonly label: string;
}

function NumberSetting({ path, label }: LineProps) {
  return <TextSetting section="measurements" path={`measurements.${path}`} label={label} />;
}

function StepsSetting({ path, label }: LineProps) {
  return (
    <TextSetting
      section="measurements"
      path={path}
      label={label}
      parse={parseList}
      show={widthsText}
      wide="full"
    />
  );
}

function EnsembleFields({ along }: { readonly along: Along }) {
  return (
    <>
      <ChoiceSetting path="measurements.ensemble.along" label="Collected along" options={ALONG} />
      <NumberSetting path="ensemble.members" label="Networks collected" />
      {along === 'training' && (
        <>
          <NumberSetting path="ensemble.cycleEpochs" label="Epochs of a cycle" />
          <More of="the ensemble">
            <NumberSetting path="ensemble.seed" label="Seed of the ensemble" />
          </More>
        </>
      )}
    </>
  );
}
