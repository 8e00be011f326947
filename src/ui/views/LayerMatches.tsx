/** How alike the matched units are, layer by layer: late layers are often matched worse than the first. */
import type { MatchingResult } from '../../jobs/jobs';
import { countText, similarityText } from '../format';
import { layerMatches } from './matchingText';

export function LayerMatches({ cosines }: Pick<MatchingResult, 'cosines'>) {
  // Of a single layer the sentence says as much.
  if (cosines.length < 2) return null;
  return (
    <table className="numbers few" aria-label="Matching, layer by layer">
      <thead>
        <tr>
          <th scope="col">Hidden layer</th>
          <th scope="col">Units</th>
          <th scope="col">Mean cosine of activations</th>
          <th scope="col">Below 0.3</th>
        </tr>
      </thead>
      <tbody>
        {layerMatches(cosines).map(({ layer, units, mean, weak }) => (
          <tr key={layer}>
            <th scope="row">{layer}</th>
            <td>{countText(units)}</td>
            <td>{similarityText(mean)}</td>
            <td>{countText(weak)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
