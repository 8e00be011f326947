/** The networks that are read from files, and how to let go of them. */
import { useShallow } from 'zustand/react/shallow';
import { architectureOf, NETWORK_NAMES } from '../../pipeline/kinds/pair/experiment';
import { architectureName } from '../../model/architecture';
import { useSession, useWorkspace, useStores } from '../context';

export function NetworkFiles() {
  const { workspace } = useStores();
  const files = useWorkspace(useShallow(({ experiment }) => experiment.networks.map(fileName)));
  const architecture = useWorkspace(({ experiment }) =>
    architectureName(architectureOf(experiment)),
  );
  const activation = useWorkspace(({ experiment }) => experiment.activation);
  const kept = useSession((state) => state.keptNetworks);
  const used = files.some((name) => name !== null);
  if (!used && kept === 0) return null;
  return (
    <div className="imported-files">
      {used && (
        <dl className="recipe network-files">
          {files.map(
            (name, i) =>
              name !== null && (
                <div key={NETWORK_NAMES[i]}>
                  <dt>{NETWORK_NAMES[i]}</dt>
                  <dd className="file-name">{name}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      <p className="hint">
        {used && `${architecture}, ${activation === 'relu' ? 'ReLU' : activation}. `}
        {kept > 0 &&
          `${kept === 1 ? 'One network' : `${kept} networks`} of yours kept in this browser; nothing goes elsewhere.`}
      </p>
      <button
        type="button"
        className="button small"
        onClick={() => void workspace.getState().removeNetworks()}
      >
        {kept > 0 ? 'Forget these files' : 'Train networks instead'}
      </button>
    </div>
  );
}

const fileName = ({ file }: { readonly file: { readonly name: string } | null }) =>
  file?.name ?? null;
