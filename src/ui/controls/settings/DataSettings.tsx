/** Which images. */
import { CATALOG, type CatalogEntry } from '../../../data/catalog';
import { entryOf } from '../../../data/named';
import { isPointShape } from '../../../data/points';
import { useWorkspace } from '../../context';
import { bytesText, countText } from '../../format';
import { DatasetFiles } from '../DatasetFiles';
import { OwnFiles } from '../OwnFiles';
import { ChoiceSetting } from '../ChoiceSetting';
import { PopupButton } from '../PopupButton';
import { Section } from '../Section';
import { PixelsSettings } from './PixelsSettings';
import { PointsSettings } from './PointsSettings';

const NOTES = {
  served: '',
  imported: ' (bring the file)',
  made: ' (made-up points)',
  own: ' (bring your files)',
} as const;

const DATASETS = Object.values(CATALOG).map((entry) => ({
  value: entry.id,
  short: entry.title,
  label: entry.title + NOTES[entry.origin],
}));

export function DataSettings() {
  const dataset = useWorkspace(({ experiment }) => experiment.dataset);
  const points = useWorkspace(({ experiment }) => experiment.points);
  const own = useWorkspace(({ experiment }) => experiment.own);
  const entry = entryOf({ dataset, points, own });
  return (
    <Section name="data" title="Data" summary={entry.title}>
      <ChoiceSetting path="dataset" label="Dataset" options={DATASETS} />
      {entry.origin === 'imported' && <DatasetFiles entry={entry} />}
      {entry.origin === 'own' && <OwnFiles own={own} />}
      {isPointShape(dataset) && <PointsSettings shape={dataset} />}
      <PixelsSettings />
      {(entry.origin !== 'own' || own !== null) && (
        <p className="hint">
          {samplesText(entry)}, {entry.classes.length} classes{sizeText(entry)}.{' '}
          <PopupButton
            className="text-button"
            face="Source"
            label={`Source of ${entry.title}`}
            title={entry.title}
          >
            <p>
              {entry.source}. {entry.licence}.
            </p>
          </PopupButton>
        </p>
      )}
    </Section>
  );
}

/** `60,000 + 10,000 images of 28 × 28 pixels` */
function samplesText({ id, trainCount, testCount, side, channels }: CatalogEntry): string {
  if (isPointShape(id))
    return `${countText(trainCount)} points to train on and ${countText(testCount)} others to test on`;
  if (side === 1)
    return `${countText(trainCount)} points of ${channels} coordinates, to train and to test on`;
  const colour = channels === 3 ? 'colour ' : '';
  return `${countText(trainCount)} + ${countText(testCount)} ${colour}images of ${side} × ${side} pixels`;
}

const sizeText = (entry: CatalogEntry) =>
  entry.origin === 'served'
    ? `, ${bytesText(Object.values(entry.files).reduce((sum, { bytes }) => sum + bytes, 0))}`
    : '';
