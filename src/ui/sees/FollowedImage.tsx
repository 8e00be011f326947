/** One image on its way from A to B: how sure the networks of a path are of each class. */
import { useId, useMemo, useState } from 'react';
import type { PathName } from '../../jobs/paths';
import { Icon } from '../controls/Icon';
import { Switcher } from '../controls/Switcher';
import { alphaText, percentText } from '../format';
import { classesAlong, stretchesOf } from './along';
import { CertaintyChart } from './CertaintyChart';
import { imagesWithin, useArchitecture, useEntry, type SeenPaths } from './seenPaths';
import { CLASSIFY, useSaid, type Classified } from './useSaid';
import { classText } from './verdict';
import { wayText } from './wayText';

interface FollowedImageProps {
  readonly seen: SeenPaths;
  /** What is followed: `Test image 37`. */
  readonly title: string;
  /** Its class; null of one that nobody labelled. */
  readonly label: number | null;
  readonly levels: Uint8Array<ArrayBuffer>;
  readonly onClose: () => void;
}

/** Multiplications that following an image may take. */
const FOLLOWING = 4e8;

export function FollowedImage({ seen, title, label, levels, onClose }: FollowedImageProps) {
  const { classes: names } = useEntry();
  const summary = useId();
  const [chosen, choose] = useState<PathName | null>(null);
  const path = seen.shown.find(({ name }) => name === chosen) ?? seen.shown[0];
  const paths = useMemo(() => (path === undefined ? [] : [path.name]), [path]);
  const architecture = useArchitecture();
  const wanted = useMemo((): Classified => {
    const places = imagesWithin(architecture, FOLLOWING, [11, 51]);
    return {
      alphas: Array.from({ length: places }, (_, m) => m / (places - 1)),
      images: { levels },
    };
  }, [architecture, levels]);
  const said = useSaid(CLASSIFY, paths, wanted);
  const own = path === undefined ? undefined : said[path.name];
  const answer = own?.wanted === wanted ? own.answer : null;
  const curves = useMemo(
    () => (answer === null ? [] : classesAlong(answer, wanted.alphas)),
    [answer, wanted],
  );
  return (
    <figure className="followed" aria-label={`${title} from A to B`}>
      <figcaption>
        <div className="followed-head">
          <strong>
            {title}
            {label !== null && `, ${classText(names, label)}`}
          </strong>
          {path !== undefined && seen.shown.length > 1 && (
            <Switcher
              label="Path to follow the image along"
              value={path.name}
              options={seen.shown.map(({ name, title }) => ({ value: name, label: title }))}
              onChoose={choose}
            />
          )}
          <button
            type="button"
            className="button bare"
            aria-label="Stop following"
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        {answer !== null && (
          <p id={summary}>
            {path?.title}:{' '}
            {wayText(stretchesOf(answer, wanted.alphas), (own) => classText(names, own))}.
          </p>
        )}
      </figcaption>
      {own?.error !== null && own?.error !== undefined && (
        <p className="failure" role="alert">
          The image could not be followed. {own.error}
        </p>
      )}
      <CertaintyChart
        title={`${title}: how sure each network along ${path?.title ?? 'the path'} is of each class`}
        summary={summary}
        curves={curves}
        label={label}
        names={names}
      />
      {curves.length > 0 && (
        <details className="score-numbers">
          <summary>Numbers</summary>
          <div className="scrolled">
            <table className="numbers">
              <thead>
                <tr>
                  <th scope="col">Class</th>
                  {QUARTERS.map((alpha) => (
                    <th key={alpha} scope="col">
                      α = {alphaText(alpha)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {curves.map(({ label, samples }) => (
                  <tr key={label}>
                    <th scope="row">{classText(names, label)}</th>
                    {QUARTERS.map((alpha) => (
                      <td key={alpha}>
                        {percentText(samples[Math.round(alpha * (samples.length - 1))]?.y ?? NaN)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  );
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
