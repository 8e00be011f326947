/** A simplicial complex of low loss: its vertices, and networks drawn from it. */
import { SIMPLEX } from '../../pipeline/kinds/pair/refs';
import type { Experiment } from '../../pipeline/experiment';
import { networkNames } from '../../pipeline/kinds/pair/networks';
import type { ResultOf } from '../../pipeline/state';
import { ensembleCurves, vertexScores } from '../draw/scores';
import { stacked } from '../export/table';
import { scoreTables } from '../export/tables';
import { lossText, numberText, percentText, pointText } from '../format';
import { Measurement } from './Measurement';
import { listText } from './pathText';
import { EnsembleCharts, ensembleText } from './EnsembleView';

export function SimplexView() {
  return (
    <Measurement
      of={SIMPLEX}
      soFar={(share) => share}
      title="Low-loss simplex"
      sentence={(made) =>
        `All mixes of ${listText([...namesOf(made), connectorsText(made)])}, trained so that every one of them has a low loss. Networks drawn from it at random average their predictions.`
      }
      source="Benton et al. 2021, Sec. 4"
      empty="Losses on the simplex will be here once the networks are trained."
      running="Training the connecting points"
      tables={(result, made) => [
        stacked(
          'vertices',
          vertexScores(result, namesOf(made)).map(({ name, loss, accuracy }) => ({
            vertex: name,
            loss,
            accuracy,
          })),
        ),
        ...scoreTables(ensembleCurves(result.drawn, 'Each network drawn'), 'network'),
      ]}
    >
      {(result, made) => (
        <>
          <p className="summary">
            {volumeText(result)} {result.drawn.members.length} networks were drawn from it.{' '}
            {ensembleText(result.drawn)}
          </p>
          <table className="numbers few" aria-label="Vertices of the simplex">
            <thead>
              <tr>
                <th scope="col">Vertex</th>
                <th scope="col">Loss</th>
                <th scope="col">Accuracy</th>
              </tr>
            </thead>
            <tbody>
              {vertexScores(result, namesOf(made)).map(({ name, loss, accuracy }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{lossText(loss)}</td>
                  <td>{percentText(accuracy)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <EnsembleCharts ensemble={result.drawn} made={made} each="Each network drawn" />
        </>
      )}
    </Measurement>
  );
}

/** The networks that the simplex joins: A as it was aligned where the curves begin there. */
function namesOf(made: Experiment): readonly string[] {
  const [, ...others] = networkNames(made);
  return [made.curves.ends === 'A and B' ? 'A' : pointText('pi(A)'), ...others];
}

function connectorsText({ measurements }: Experiment): string {
  const connectors = measurements.simplex?.connectors ?? 1;
  return connectors === 1 ? 'one point between them' : `${connectors} points between them`;
}

/** How large the simplex is. */
export function volumeText({ logVolume }: Pick<ResultOf<'simplex'>, 'logVolume'>): string {
  return logVolume === null
    ? 'Its vertices span less than a simplex, so it has no volume.'
    : `The natural logarithm of its volume is ${numberText(logVolume)}.`;
}
