/** How optimal transport mixes units: the shares of A's units in those at the positions of B's, by layer. */
import { MATCHING, networkRef } from '../../pipeline/kinds/pair/refs';
import { rgb } from 'd3-color';
import { useEffect, useRef } from 'react';
import type { LayerMixing } from '../../jobs/jobs';
import { hiddenWidths } from '../../model/architecture';
import { useSession, useTask } from '../context';
import { diagonalOrder, meanLargestShare, paintShares } from '../draw/mixing';
import { matchingTables } from '../export/tables';
import { countText, percentText } from '../format';
import { useMedia } from '../hooks';
import { resultOf, valueOf } from '../stage';
import { LayerMatches } from './LayerMatches';
import { matchingText } from './matchingText';
import { Panel } from './Panel';
import { resolvedColour } from './resolvedColour';

export function MixedNeurons() {
  const matching = useTask(MATCHING);
  const target = valueOf(useTask(networkRef('B')))?.architecture ?? null;
  const matched = resultOf(matching);
  const layers = matched?.value.mixed ?? [];
  const widths = target === null ? [] : hiddenWidths(target);
  return (
    <Panel
      name="neurons"
      title="Mixed neurons"
      sentence="How much of each unit of A (columns) is in each unit of π(A), which stands where one of B does (rows). Columns are in the order in which a permutation would be a diagonal; strong colour is a large share."
      source={matched?.value.source ?? ''}
      stages={[matching]}
      recipe={matched?.recipe ?? null}
      exportable={matched === null ? undefined : () => matchingTables(matched.value)}
    >
      {matched !== null && <p className="summary">{matchingText(matched.value)}</p>}
      {matched !== null && <LayerMatches cosines={matched.value.cosines} />}
      <ul className="mixing">
        {layers.map(({ shares }, i) => {
          const rows = widths[i] ?? 0;
          // While B is trained again the matching is still of the one before.
          if (rows === 0 || shares.length % rows !== 0) return null;
          return (
            <li key={i}>
              <figure>
                <figcaption>
                  Layer {i + 1}: {countText(rows)} units from {countText(shares.length / rows)}; the
                  largest share in a unit is {percentText(meanLargestShare(shares, rows), 0)} in the
                  mean
                </figcaption>
                <Shares shares={shares} rows={rows} layer={i + 1} />
              </figure>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

interface SharesProps {
  readonly shares: LayerMixing['shares'];
  readonly rows: number;
  readonly layer: number;
}

function Shares({ shares, rows, layer }: SharesProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const columns = shares.length / rows;
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    const frame = requestAnimationFrame(() => {
      const image = context.createImageData(columns, rows);
      const ink = {
        empty: bytes(canvas, '--weight-zero'),
        full: bytes(canvas, '--weight-positive'),
      };
      paintShares(shares, diagonalOrder(shares, rows), ink, image.data);
      context.putImageData(image, 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [shares, rows, columns, theme, dark]);
  return (
    <canvas
      ref={ref}
      width={columns}
      height={rows}
      role="img"
      aria-label={`Shares of A’s units in those of layer ${layer}`}
    />
  );
}

function bytes(element: HTMLElement, property: string): [number, number, number] {
  const { r, g, b } = rgb(resolvedColour(element, property));
  return [r, g, b];
}
