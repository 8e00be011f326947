/** Which images. */
import { CATALOG, isServed } from '../../../data/catalog';
import { useIsthmus } from '../../context';
import { bytesText, countText } from '../../format';
import { BroughtFiles } from '../BroughtFiles';
import { ChoiceSetting } from '../ChoiceSetting';
import { Section } from '../Section';

const DATASETS = Object.values(CATALOG).map((entry) => ({
  value: entry.id,
  short: entry.title,
  label: isServed(entry) ? entry.title : `${entry.title} (bring the file)`,
}));

export function DataSettings() {
  const entry = CATALOG[useIsthmus(({ experiment }) => experiment.dataset)];
  const { side, normalization } = entry;
  const size = isServed(entry)
    ? `, ${bytesText(Object.values(entry.files).reduce((sum, { bytes }) => sum + bytes, 0))}`
    : '';
  return (
    <Section name="data" title="Data" summary={entry.title}>
      <ChoiceSetting path="dataset" label="Dataset" options={DATASETS} />
      {!isServed(entry) && <BroughtFiles entry={entry} />}
      <p className="hint">
        {countText(entry.trainCount)} + {countText(entry.testCount)}{' '}
        {entry.channels === 3 && 'colour '}images of {side} × {side} pixels, {entry.classes.length}{' '}
        classes{size}. Normalised with mean {normalization.map(({ mean }) => mean).join(', ')} and
        deviation {normalization.map((one) => one.standardDeviation).join(', ')}. {entry.source}.{' '}
        {entry.licence}.
      </p>
    </Section>
  );
}
