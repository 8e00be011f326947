/** Which classes the network at the slider's place takes for which. */
import { useMemo, useState } from 'react';
import type { PathName } from '../../jobs/paths';
import { useWorkspace } from '../context';
import { Switcher } from '../controls/Switcher';
import { alphaText, countText, percentText } from '../format';
import { useSettled } from '../hooks';
import { Empty } from '../views/Panel';
import { classRows, mostHurt, type ClassRow } from './confusion';
import { ConfusionMatrix } from './ConfusionMatrix';
import { imagesWithin, useArchitecture, useEntry, useWaiting, type SeenPaths } from './seenPaths';
import { CONFUSE, useSaid, type Confused } from './useSaid';
import { classText } from './verdict';

/** Multiplications of one answer while the slider moves, and when it rests. */
const MOVING = 5e7;
const RESTING = 2e9;
/** Milliseconds without a move after which the slider rests. */
const REST = 300;

export function ConfusionView({ seen }: { readonly seen: SeenPaths }) {
  const { classes: names } = useEntry();
  const waiting = useWaiting('Counting');
  const [chosen, choose] = useState<PathName | null>(null);
  const path = seen.shown.find(({ name }) => name === chosen) ?? seen.shown[0];
  const paths = useMemo(() => (path === undefined ? [] : [path.name]), [path]);
  const wanted = useConfused();
  const said = useSaid(CONFUSE, paths, wanted);
  const own = path === undefined ? undefined : said[path.name];
  const answer = own?.answer ?? null;
  // A on the same images, so that the two compare.
  const samples = own?.wanted.samples ?? wanted.samples;
  const atA = useMemo((): Confused => ({ alpha: 0, split: 'test', samples }), [samples]);
  const ofA = useSaid(CONFUSE, seen.base, atA)[seen.base[0] ?? 'naive'];
  const now = useMemo(() => (answer === null ? null : classRows(answer)), [answer]);
  const before = useMemo(
    () => (ofA?.answer === null || ofA === undefined ? null : classRows(ofA.answer)),
    [ofA],
  );
  const error = own?.error ?? ofA?.error ?? null;
  const nameOf = (label: number) => quoted(classText(names, label));
  return (
    <section className="sees-part" aria-labelledby="confusion-title">
      <h3 id="confusion-title">Which classes are taken for which</h3>
      <div className="sees-tools">
        {path !== undefined && (
          <Switcher
            label="Path of the confusion matrix"
            value={path.name}
            options={seen.shown.map(({ name, title }) => ({ value: name, label: title }))}
            onChoose={choose}
          />
        )}
        {answer !== null && (
          <span className="quiet">
            α = {alphaText(own?.wanted.alpha ?? NaN)},{' '}
            {countText(answer.counts.reduce((sum, n) => sum + n, 0))} test images
          </span>
        )}
      </div>
      {error !== null && (
        <p className="failure" role="alert">
          The matrix could not be computed. {error}
        </p>
      )}
      {answer === null || now === null ? (
        error === null && <Empty>{path === undefined ? 'Every path is hidden.' : waiting}</Empty>
      ) : (
        <>
          <p className="summary">
            {before === null ? 'Asking A, to compare' : hurtText(before, now, nameOf)}
          </p>
          <div data-late={own?.wanted.alpha !== wanted.alpha || undefined} className="confusion">
            <ConfusionMatrix confusion={answer} names={names} rows={now} before={before} />
          </div>
        </>
      )}
    </section>
  );
}

/** A class that is a number is no count in a sentence: `“7”`. */
const quoted = (name: string): string => (/^\d+$/.test(name) ? `“${name}”` : name);

/** What to count: few images while the slider moves, more when it rests. */
function useConfused(): Confused {
  const alpha = useWorkspace(({ view }) => view.alpha);
  const architecture = useArchitecture();
  const rested = useSettled(alpha, REST);
  return useMemo(() => {
    const resting = rested === alpha;
    const samples = resting
      ? imagesWithin(architecture, RESTING, [200, 2000])
      : imagesWithin(architecture, MOVING, [50, 500]);
    return { alpha, split: 'test', samples };
  }, [alpha, rested, architecture]);
}

/** `Shirt suffers most: 71 % are right at A, 12 % here, where 63 % are taken for Bag.` */
export function hurtText(
  before: readonly ClassRow[],
  now: readonly ClassRow[],
  nameOf: (label: number) => string,
): string {
  const hurt = mostHurt(before, now);
  if (hurt === null) return 'No class suffers here: each is recognised as often as by A.';
  const { right, label, mostly } = hurt.now;
  const taken =
    mostly === null
      ? ''
      : `; ${percentText(mostly.share, 0)} are taken for ${nameOf(mostly.label)}`;
  return `${nameOf(label)} suffers most: ${percentText(hurt.before.right, 0)} are right at A, ${percentText(right, 0)} here${taken}.`;
}
