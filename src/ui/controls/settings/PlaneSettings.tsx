/** Which plane through weight space is drawn, and how finely. */
import { POINT_NAMES } from '../../../jobs/paths';
import {
  PLANE_NAMES,
  PLANES,
  type PlaneField,
  type PlaneSettings as Plane,
} from '../../../jobs/planes';
import { useWorkspace, useStores } from '../../context';
import { countText, pointText } from '../../format';
import { withAnchor } from '../anchors';
import { ChoiceLine, ChoiceSetting, options } from '../ChoiceSetting';
import { newDirections } from '../directions';
import { Section } from '../Section';
import { TextSetting } from '../Setting';
import { SwitchSetting } from '../SwitchSetting';

const KINDS = PLANE_NAMES.map((value) => ({ value, label: PLANES[value].label }));
const POINTS = POINT_NAMES.map((name) => ({ value: name, label: pointText(name) }));
const FOLLOWED = options({ A: 'A', B: 'B' });
const PLACES = [
  [0, 'Origin'],
  [1, 'End of the x axis'],
  [2, 'Third point'],
] as const;

export function PlaneSettings() {
  const plane = useWorkspace(({ experiment }) => experiment.plane);
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

/** The settings that place a plane of its kind. */
function Place({ plane }: { readonly plane: Plane }) {
  const { fields, note, source } = PLANES[plane.kind];
  return (
    <>
      {fields.map((field) => (
        <PlaceField key={field} field={field} plane={plane} />
      ))}
      <p className="hint">
        {note} {source}.
      </p>
    </>
  );
}

interface PlaceFieldProps {
  readonly field: PlaneField;
  readonly plane: Plane;
}

function PlaceField({ field, plane }: PlaceFieldProps) {
  const { workspace } = useStores();
  switch (field) {
    case 'anchors':
      return PLACES.map(([place, label]) => (
        <ChoiceLine
          key={label}
          label={label}
          value={plane.anchors[place]}
          options={POINTS}
          write={(name) => ['plane.anchors', withAnchor(plane.anchors, place, name)]}
        />
      ));
    case 'center':
      return <ChoiceSetting path="plane.center" label="Center" options={POINTS} />;
    case 'seed':
      return (
        <>
          <TextSetting section="plane" path="plane.seed" label="Seed of the directions" />
          <button
            type="button"
            className="button small"
            onClick={() => newDirections(workspace.getState())}
          >
            New directions
          </button>
        </>
      );
    case 'of':
      return <ChoiceSetting path="plane.of" label="Training of" options={FOLLOWED} />;
  }
}
