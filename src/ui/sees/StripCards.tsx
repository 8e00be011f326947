/** A card for each image: its picture and true class, and what A and each path's network say. */
import type { Classification, LabelledImages } from '../../jobs/jobs';
import type { Series } from '../draw/series';
import { percentText } from '../format';
import { Icon } from '../controls/Icon';
import { useEntry, type SeenPaths } from './seenPaths';
import { TestImage } from './TestImage';
import type { Classified, SaidOf } from './useSaid';
import { classText, verdictOn, type Verdict } from './verdict';

export interface StripSaid {
  readonly seen: SeenPaths;
  readonly said: SaidOf<Classified, Classification>;
  readonly images: LabelledImages;
  readonly answersOfA: Classification | null;
  /** What is asked now: other answers are of a moment ago. */
  readonly wanted: Classified | null;
}

interface StripCardsProps extends StripSaid {
  /** Index of the image that is followed. */
  readonly followed: number | null;
  readonly onFollow: (index: number | null) => void;
}

export function StripCards(props: StripCardsProps) {
  const { seen, said, images, answersOfA, wanted, followed, onFollow } = props;
  const { side, channels, classes: names } = useEntry();
  return (
    <ul className="strip-cards" aria-label="What the networks say">
      {images.indices.map((index, i) => {
        const label = images.labels[i]!;
        const name = classText(names, label);
        const levels = images.levels.subarray(i * images.pixels, (i + 1) * images.pixels);
        const ofA = answersOfA === null ? null : verdictOn(answersOfA, i);
        return (
          <li key={index} className="strip-card">
            <button
              type="button"
              className="strip-picture"
              aria-pressed={followed === index}
              aria-label={`${name}, test image ${index}: follow it from A to B`}
              onClick={() => onFollow(followed === index ? null : index)}
            >
              <TestImage levels={levels} shape={{ side, channels }} />
              <span className="strip-label">{name}</span>
            </button>
            <ul className="said-list">
              <VerdictLine
                title="A"
                colour="var(--network-a)"
                verdict={ofA}
                {...{ label, names }}
              />
              {seen.shown.map(({ name: path, title, colour }: Series) => {
                const own = said[path];
                const known = own?.answer ?? null;
                return (
                  <VerdictLine
                    key={path}
                    {...{ title, colour, label, names, ofA }}
                    late={own?.wanted !== wanted}
                    verdict={known === null || i >= known.samples ? null : verdictOn(known, i)}
                  />
                );
              })}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

interface VerdictLineProps {
  readonly title: string;
  readonly colour: string;
  /** The true class. */
  readonly label: number;
  readonly names: readonly string[];
  readonly verdict: Verdict | null;
  /** What A says, where this is not A. */
  readonly ofA?: Verdict | null;
  readonly late?: boolean;
}

function VerdictLine({ title, colour, label, names, verdict, ofA, late }: VerdictLineProps) {
  if (verdict === null)
    return (
      <li className="said-line" data-late>
        <span className="visually-hidden">{title}: not asked yet</span>
      </li>
    );
  const right = verdict.label === label;
  const changed = ofA !== undefined && ofA !== null && ofA.label !== verdict.label;
  return (
    <li
      className="said-line"
      data-right={right}
      data-changed={changed || undefined}
      data-late={late === true || undefined}
      title={`${title}: ${classText(names, verdict.label)}, ${percentText(verdict.sure, 1)} sure${changed ? `; A says ${classText(names, ofA.label)}` : ''}`}
    >
      <span className="visually-hidden">{title}: </span>
      <span className="said-class">{classText(names, verdict.label)}</span>
      <span className="said-sure">{percentText(verdict.sure, 0)}</span>
      <Icon name={right ? 'check' : 'close'} />
      <span className="visually-hidden">
        , {right ? 'right' : 'wrong'}
        {changed && ', not what A says'}
      </span>
      <span className="said-track">
        <span
          style={{
            background: colour,
            width: `${Number.isFinite(verdict.sure) ? 100 * verdict.sure : 0}%`,
          }}
        />
      </span>
    </li>
  );
}
