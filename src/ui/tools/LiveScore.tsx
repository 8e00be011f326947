/** The score over the picture itself, on screens where the panel with all scores is out of sight. */
import { useMemo } from 'react';
import { useMedia } from '../hooks';
import { lossText } from '../format';
import { usePlaces } from './usePlaces';

/** Where the panel has no room beside the plane. */
const NARROW = '(max-width: 79.99rem)';

/** @param places of the visitor's line; the same array while it means the same */
export function LiveScore({ places }: { readonly places: Float64Array<ArrayBuffer> }) {
  const isNarrow = useMedia(NARROW);
  const asked = useMemo(() => ({ own: isNarrow ? places : null }), [isNarrow, places]);
  const said = usePlaces(asked)('own');
  if (said === null) return null;
  const { loss, barrierOverMean } = said.along;
  // What is spoken is the panel's.
  return (
    <p className="tool-score" aria-hidden="true">
      Highest loss {lossText(Math.max(...loss))}, barrier {lossText(barrierOverMean)}
    </p>
  );
}
