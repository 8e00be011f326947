/** Filters of some units as small images, a row for each place of B. */
import { useEffect, useRef } from 'react';
import { useSession } from '../context';
import { divergingTable } from '../draw/colours';
import { largestOf, paintNeuron, type WeightImage } from '../draw/neurons';
import { similarityText } from '../format';
import { useMedia } from '../hooks';
import { resolvedColour } from '../views/resolvedColour';
import type { FilterRow } from './filters';

interface FilterTableProps {
  readonly rows: readonly FilterRow[];
  readonly image: WeightImage;
  /** What a unit of the first layer is called: `Unit`, `Channel`. */
  readonly unit: string;
}

const COLUMNS = [
  { of: 'matched', title: 'A, matched' },
  { of: 'aligned', title: 'Aligned average' },
  { of: 'b', title: 'B' },
  { of: 'naive', title: 'Naive average' },
  { of: 'same', title: 'A, as numbered' },
] as const;

export function FilterTable({ rows, image, unit }: FilterTableProps) {
  const ref = useRef<HTMLTableElement>(null);
  const theme = useSession(({ theme }) => theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const frame = requestAnimationFrame(() => {
      const table = divergingTable({
        negative: resolvedColour(element, '--weight-negative'),
        zero: resolvedColour(element, '--weight-zero'),
        positive: resolvedColour(element, '--weight-positive'),
      });
      const canvases = [...element.querySelectorAll('canvas')];
      rows.forEach((row, i) => {
        const largest = Math.max(largestOf(row.matched), largestOf(row.same), largestOf(row.b));
        COLUMNS.forEach(({ of }, column) => {
          const canvas = canvases[i * COLUMNS.length + column];
          const context = canvas?.getContext('2d');
          if (context === null || context === undefined) return;
          const picture = context.createImageData(image.side, image.side);
          const place = { pixels: picture.data, width: image.side, x: 0, y: 0 };
          paintNeuron(row[of], 0, image, 1, table, place, largest);
          context.putImageData(picture, 0, 0);
        });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, image, theme, dark]);
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label="Filters, may be scrolled">
      <table className="filter-table" ref={ref} aria-label="Filters">
        <thead>
          <tr>
            <th scope="col">{unit} of B</th>
            {COLUMNS.map(({ of, title }) => (
              <th
                key={of}
                scope="col"
                data-average={of === 'aligned' || of === 'naive' || undefined}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{row.unit}</th>
              {COLUMNS.map(({ of, title }) => (
                <td key={of}>
                  <canvas
                    width={image.side}
                    height={image.side}
                    role="img"
                    aria-label={`${title}, place ${row.unit}`}
                  />
                  {(of === 'matched' || of === 'same') && (
                    <span className="quiet" title="Cosine with the filter of B">
                      {similarityText(row.cosine[of])}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
