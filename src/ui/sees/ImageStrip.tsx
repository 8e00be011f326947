/** What the networks at the slider's place say of a dozen test images, and where one of them breaks along the way. */
import { useMemo, useState } from 'react';
import { PATH_REFS } from '../../pipeline/kinds/pair/refs';
import { usePathStates, useWorkspace } from '../context';
import { resultOf } from '../stage';
import { Empty, Panel } from '../views/Panel';
import { FollowedImage } from './FollowedImage';
import { mixture } from './mixture';
import {
  imagesWithin,
  useAbsence,
  useArchitecture,
  useSeenPaths,
  useWaiting,
  type SeenPaths,
} from './seenPaths';
import { StripCards } from './StripCards';
import { StripFoot } from './StripFoot';
import { StripRoom } from './StripRoom';
import { StripSummary } from './StripSummary';
import { CLASSIFY, useImages, useSaid, type Classified } from './useSaid';

const DOZEN = 12;

/** Multiplications that finding a mixture may take: some tenths of a second. */
const SURVEY = 2e9;

export default function ImageStrip() {
  const seen = useSeenPaths();
  const states = usePathStates();
  const absence = useAbsence();
  const stages = PATH_REFS.filter(({ name }) => seen.names.includes(name)).map(
    ({ name }) => states[name],
  );
  return (
    <Panel
      name="strip"
      title="What the networks say"
      sentence="What the network at the slider takes test images for, on every path. Press one to follow it from A to B."
      source=""
      stages={stages}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      {absence === null ? (
        <Strip seen={seen} />
      ) : absence.lasting ? (
        <Empty>{absence.text}</Empty>
      ) : (
        <StripRoom seen={seen} dozen={DOZEN} text={absence.text} />
      )}
    </Panel>
  );
}

function Strip({ seen }: { readonly seen: SeenPaths }) {
  const [page, setPage] = useState(0);
  const [followed, setFollowed] = useState<number | null>(null);
  const alpha = useWorkspace(({ view }) => view.alpha);
  const waiting = useWaiting('Looking for images on which the networks differ');
  const survey = useSurvey(seen);
  const pages = survey.order === null ? 1 : Math.max(1, Math.ceil(survey.order.length / DOZEN));
  const shownPage = Math.min(page, pages - 1);
  const indices = useMemo(
    () => survey.order?.slice(shownPage * DOZEN, (shownPage + 1) * DOZEN) ?? null,
    [survey.order, shownPage],
  );
  const fetched = useImages(indices);
  const images = fetched?.images ?? null;
  const here = useWanted(images?.levels ?? null, alpha);
  const atA = useWanted(images?.levels ?? null, 0);
  const said = useSaid(CLASSIFY, seen.names, here);
  const [ofA] = Object.values(useSaid(CLASSIFY, seen.base, atA));

  const error =
    survey.error ?? fetched?.error ?? Object.values(said).find((own) => own.error !== null)?.error;
  if (error !== null && error !== undefined)
    return (
      <p className="failure" role="alert">
        The networks could not be asked. {error}
      </p>
    );
  if (images === null) return <StripRoom seen={seen} dozen={DOZEN} text={waiting} />;
  const answersOfA = ofA?.wanted === atA ? ofA.answer : null;
  const image = followed === null ? -1 : images.indices.indexOf(followed);
  return (
    <>
      <StripSummary {...{ seen, said, answersOfA, wanted: here }} labels={images.labels} />
      <StripCards
        {...{ seen, said, images, answersOfA, wanted: here, followed }}
        onFollow={setFollowed}
      />
      <StripFoot
        from={shownPage * DOZEN}
        shown={images.indices.length}
        of={survey.order?.length ?? 0}
      >
        {pages > 1 && (
          <button
            type="button"
            className="button small"
            onClick={() => setPage((shownPage + 1) % pages)}
          >
            Another dozen
          </button>
        )}
      </StripFoot>
      {image >= 0 && (
        <FollowedImage
          key={followed}
          seen={seen}
          title={`Test image ${followed}`}
          label={images.labels[image] ?? null}
          levels={images.levels.subarray(image * images.pixels, (image + 1) * images.pixels)}
          onClose={() => setFollowed(null)}
        />
      )}
    </>
  );
}

/** The question about images at one place, the same object while it is the same. */
function useWanted(levels: Uint8Array<ArrayBuffer> | null, alpha: number): Classified | null {
  return useMemo(
    () => (levels === null ? null : { alphas: [alpha], images: { levels } }),
    [levels, alpha],
  );
}

/** Asks the networks at both ends and halfway for the first test images, and mixes these by the answers. */
function useSurvey({ surveyed }: SeenPaths): {
  readonly order: readonly number[] | null;
  readonly error: string | null;
} {
  const architecture = useArchitecture();
  const wanted = useMemo((): Classified => {
    const first = imagesWithin(architecture, SURVEY / (3 * surveyed.length), [3 * DOZEN, 300]);
    return { alphas: [0, 0.5, 1], images: { first, split: 'test' } };
  }, [architecture, surveyed]);
  const said = useSaid(CLASSIFY, surveyed, wanted);
  // What was found stays while other networks are asked for.
  const answers = surveyed.flatMap((name) => said[name]?.answer ?? []);
  const [first, second] = answers.length === surveyed.length ? answers : [];
  const order = useMemo(() => {
    if (first?.labels === undefined || first.labels === null) return null;
    const { samples, labels } = first;
    const part = (decided: Uint8Array, place: number) =>
      decided.subarray(place * samples, (place + 1) * samples);
    return mixture({
      labels,
      ends: [part(first.decided, 0), part(first.decided, 2)],
      middles: [first, ...(second === undefined ? [] : [second])].map(({ decided }) =>
        part(decided, 1),
      ),
    });
  }, [first, second]);
  return { order, error: Object.values(said).find((own) => own.error !== null)?.error ?? null };
}
