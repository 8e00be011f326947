/** Where the plane lies, as a choice. */
import { POINT_NAMES } from '../../jobs/paths';
import { PLANE_NAMES, PLANES } from '../../jobs/planes';
import { useWorkspace } from '../context';
import { LabelledChoice } from '../controls/LabelledChoice';
import { withAnchor } from '../controls/anchors';
import { useEdited } from '../controls/useEdited';
import { pointText } from '../format';

const KINDS = PLANE_NAMES.map((value) => ({ value, label: PLANES[value].label }));
const POINTS = POINT_NAMES.map((name) => ({ value: name, label: pointText(name) }));
const FOLLOWED = (['A', 'B'] as const).map((name) => ({ value: name, label: name }));

const ANCHORS = ['Origin', 'End of the x axis', 'Third point'] as const;

export function PlanePlace() {
  const { kind, anchors, center, of } = useWorkspace(({ experiment }) => experiment.plane);
  const edited = useEdited();
  const { fields, note } = PLANES[kind];
  return (
    <>
      <LabelledChoice
        label="Plane"
        name="Kind of plane"
        value={kind}
        options={KINDS}
        onChoose={(next) => edited('plane.kind', next)}
      />
      {fields.includes('anchors') &&
        ANCHORS.map((label, place) => (
          <LabelledChoice
            key={label}
            label={label}
            value={anchors[place as 0 | 1 | 2]}
            options={POINTS}
            onChoose={(name) =>
              edited('plane.anchors', withAnchor(anchors, place as 0 | 1 | 2, name))
            }
          />
        ))}
      {fields.includes('center') && (
        <LabelledChoice
          label="In the middle"
          value={center}
          options={POINTS}
          onChoose={(name) => edited('plane.center', name)}
        />
      )}
      {fields.includes('of') && (
        <LabelledChoice
          label="Training of"
          value={of}
          options={FOLLOWED}
          onChoose={(name) => edited('plane.of', name)}
        />
      )}
      <p className="hint">{note}</p>
    </>
  );
}
