/** A digit of the visitor's own, and what the networks at the slider's place read in it. */
import { useCallback, useMemo, useState } from 'react';
import { useWorkspace } from '../context';
import { Empty } from '../views/Panel';
import { asMnist } from './digit';
import { DrawingArea, type Ink } from './DrawingArea';
import { FollowedImage } from './FollowedImage';
import { ReadDigit } from './ReadDigit';
import type { SeenPaths } from './seenPaths';
import { TestImage } from './TestImage';
import { CLASSIFY, useImages, useSaid, type Classified } from './useSaid';

/** How many test images can be taken to draw on. */
const GIVEN = 20;

const SHAPE = { side: 28, channels: 1 } as const;

export function DrawDigit({ seen }: { readonly seen: SeenPaths }) {
  const [levels, setLevels] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const [given, setGiven] = useState<{ readonly image: Uint8Array } | null>(null);
  const [taken, setTaken] = useState(-1);
  const [following, follow] = useState(false);
  const alpha = useWorkspace(({ view }) => view.alpha);
  const examples = useImages(EXAMPLES);
  const onInk = useCallback(({ ink, size }: Ink) => setLevels(asMnist(ink, size)), []);
  const here = useWanted(levels, alpha);
  const atA = useWanted(levels, 0);
  const said = useSaid(CLASSIFY, seen.names, here);
  const [ofA] = Object.values(useSaid(CLASSIFY, seen.base, atA));
  const take = () => {
    const images = examples?.images ?? null;
    if (images === null || images.indices.length === 0) return;
    const next = (taken + 1) % images.indices.length;
    const image = images.levels.slice(next * images.pixels, (next + 1) * images.pixels);
    setTaken(next);
    setGiven({ image });
  };
  return (
    <section className="sees-part wide" aria-labelledby="digit-title">
      <h3 id="digit-title">A digit of your own</h3>
      <div className="digit">
        <div className="digit-draw">
          <DrawingArea given={given} onInk={onInk}>
            <button
              type="button"
              className="button small"
              disabled={examples === null}
              onClick={take}
            >
              Take a test image
            </button>
          </DrawingArea>
        </div>
        {levels === null ? (
          <Empty>Both averages read what you draw, as you draw it.</Empty>
        ) : (
          <div className="digit-read">
            <div className="digit-seen">
              <TestImage levels={levels} shape={SHAPE} />
              <p className="quiet">
                What the networks are shown: scaled into 20 × 20 pixels and centred by its mass in
                28 × 28, as MNIST’s digits are.
              </p>
            </div>
            <ReadDigit {...{ seen, said, wanted: here }} ofA={ofA?.answer ?? null} />
            {!following && (
              <button type="button" className="button small" onClick={() => follow(true)}>
                Follow it from A to B
              </button>
            )}
          </div>
        )}
      </div>
      {following && levels !== null && (
        <FollowedImage
          seen={seen}
          title="Your digit"
          label={null}
          levels={levels}
          onClose={() => follow(false)}
        />
      )}
    </section>
  );
}

const EXAMPLES = Array.from({ length: GIVEN }, (_, i) => i);

/** The question about the drawing at one place, the same object while it is the same. */
function useWanted(levels: Uint8Array<ArrayBuffer> | null, alpha: number): Classified | null {
  return useMemo(
    () => (levels === null ? null : { alphas: [alpha], images: { levels } }),
    [levels, alpha],
  );
}
