/** Which plane through weight space is drawn, and how finely. */
import { POINT_NAMES, type Experiment } from '../../../jobs/experiment';
import { useIsthmus, useStores } from '../../context';
import { countText, pointText } from '../../format';
import { withAnchor } from '../anchors';
import { ChoiceLine, ChoiceSetting, options } from '../ChoiceSetting';
import { newDirections } from '../directions';
import { Section } from '../Section';
import { TextSetting } from '../Setting';
import { SwitchSetting } from '../SwitchSetting';

type Plane = Experiment['plane'];

const KINDS = options<Plane['kind']>({
  points: 'Three points',
  random: 'Random directions',
  trajectory: 'A training',
});
const POINTS = POINT_NAMES.map((name) => ({ value: name, label: pointText(name) }));
const FOLLOWED = options({ A: 'A', B: 'B' });
const PLACES = [
  [0, 'Origin'],
  [1, 'End of the x axis'],
  [2, 'Third point'],
] as const;

export function PlaneSettings() {
  const plane = useIsthmus(({ experiment }) => experiment.plane);
  return (
    <Section
      name="plane"
      title="Plane"
      summary={`${plane.grid} × ${plane.grid} · ${countText(plane.samples)} images`}
    >
      <ChoiceSetting path="plane.kind" label="Plane through" options={KINDS} wide />
      <Place plane={plane} />
      <TextSetting section="plane" path="plane.grid" label="Grid" />
      <TextSetting section="plane" path="plane.samples" label="Images on the plane" />
      <SwitchSetting
        label="Entropy"
        path="plane.entropy"
        on={plane.entropy}
        hint="Of the predictions at every point; takes much longer, as networks are then evaluated one at a time."
      />
    </Section>
  );
}

function Place({ plane }: { readonly plane: Plane }) {
  const { isthmus } = useStores();
  switch (plane.kind) {
    case 'points':
      return PLACES.map(([place, label]) => (
        <ChoiceLine
          key={label}
          label={label}
          value={plane.anchors[place]}
          options={POINTS}
          write={(name) => ['plane.anchors', withAnchor(plane.anchors, place, name)]}
        />
      ));
    case 'random':
      return (
        <>
          <ChoiceSetting path="plane.center" label="Center" options={POINTS} />
          <TextSetting section="plane" path="plane.seed" label="Seed of the directions" />
          <button
            type="button"
            className="button small"
            onClick={() => newDirections(isthmus.getState())}
          >
            New directions
          </button>
          <p className="hint">
            Two random directions, each filter as long as the center’s. Li et al. 2018, section 4.
          </p>
        </>
      );
    case 'trajectory':
      return (
        <>
          <ChoiceSetting path="plane.of" label="Training of" options={FOLLOWED} />
          <p className="hint">
            Where its weights moved most while it was trained. Li et al. 2018, section 7.
          </p>
        </>
      );
  }
}
