/** What weights do not determine of a visitor's networks: asked once they are read. */
import type { AskedNetworks } from '../../store/ownNetworks';
import { useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { entryOf } from '../../data/named';
import { USUAL_NORMALIZATIONS, type NormalizationSetting } from '../../data/normalization';
import { datasetsFor } from '../../jobs/fitting';
import { NETWORK_NAMES } from '../../pipeline/kinds/pair/experiment';
import type { ImportedNetwork } from '../../store/imports';
import {
  commonShapes,
  differInWidths,
  shapesText,
  type NetworkHints,
} from '../../store/checkpoints';
import { wordsOf } from '../../store/failure';
import { guessOf, type PixelsWord } from '../../store/trials';
import { LabelledChoice } from '../controls/LabelledChoice';
import { useWorkspace, useStores } from '../context';
import { forgetTexts } from '../page';
import { eachChannel, normalizationOf, numbersOf, pixelsWord, type PixelNumbers } from '../pixels';
import { parseList } from '../settings';
import { PixelsQuestion, useTrials } from './PixelsQuestion';

const ACTIVATIONS = [
  { value: 'relu', label: 'ReLU' },
  { value: 'tanh', label: 'tanh' },
] as const;
const LOSSES = [
  { value: 'cross-entropy', label: 'Cross-entropy' },
  { value: 'mse', label: 'Mean squared error' },
] as const;

export function AskNetworks() {
  const { workspace } = useStores();
  const asked = useWorkspace((state) => state.asked);
  return (
    <Dialog.Root
      open={asked !== null}
      onOpenChange={(open) => {
        if (!open) workspace.getState().answer(null);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup card dialog">
          {asked !== null && <Questions asked={asked} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Questions({ asked: { networks, proposed } }: { readonly asked: AskedNetworks }) {
  const { workspace, page } = useStores();
  const shapes = commonShapes(networks, proposed.own);
  const [hints, setHints] = useState<NetworkHints>(proposed);
  const [layers, setLayers] = useState(proposed.layers?.join('-') ?? '');
  /** Chosen by hand. */
  const [chosen, setChosen] = useState<PixelsWord | null>(null);
  const [numbers, setNumbers] = useState(() => numbersOf(eachChannel(proposed)));
  const [refused, setRefused] = useState<string | null>(null);
  const change = (some: Partial<NetworkHints>) => setHints({ ...hints, ...some });
  const datasets = datasetsFor(shapes, proposed.own).map((id) => ({
    value: id,
    label: entryOf({ dataset: id, own: proposed.own }).title,
  }));
  const differing = differInWidths(networks);
  const notes = notesOf(networks);
  const orders = ordersOf(networks);
  const networkRow = (
    <div>
      <dt>Network</dt>
      <dd>
        {shapes.kind === 'mlp' ? 'perceptron ' : ''}
        {shapesText(shapes)}
      </dd>
    </div>
  );
  const answered = { ...hints, layers: hints.layers === null ? null : layersIn(layers) };
  const trials = useTrials(
    networks,
    chosen === 'own'
      ? { ...answered, normalization: typed(numbers) ?? answered.normalization }
      : answered,
  );
  const known = trials.status === 'done' ? trials.trials : [];
  const word = chosen ?? guessOf(known, pixelsWord(proposed.normalization), hints);
  const explore = () => {
    try {
      const normalization =
        word === 'own' ? normalizationOf(numbers) : USUAL_NORMALIZATIONS[word].setting;
      workspace.getState().answer({ ...answered, normalization });
      forgetTexts(page);
    } catch (error) {
      setRefused(wordsOf(error));
    }
  };
  return (
    <form
      className="questions"
      onSubmit={(event) => {
        event.preventDefault();
        explore();
      }}
    >
      <Dialog.Title className="card-title">
        {networks.length === 1 ? 'A network of yours' : 'Networks of yours'}
      </Dialog.Title>
      <dl className="recipe">
        {networks.map(({ file }, i) => (
          <div key={`${i} ${file.name}`}>
            <dt>{networks.length === 1 ? 'File' : NETWORK_NAMES[i]}</dt>
            <dd className="file-name">{file.name}</dd>
          </div>
        ))}
        {differing
          ? networks.map((network, i) => (
              <div key={`network ${i}`}>
                <dt>Network {NETWORK_NAMES[i]}</dt>
                <dd>perceptron {shapesText(network.shapes)}</dd>
              </div>
            ))
          : networkRow}
        {orders.map(({ which, layers: names }) => (
          <div key={`layers ${which}`}>
            <dt>Layers{which}</dt>
            <dd className="file-name">{names}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
      <Dialog.Description className="hint">
        Weights do not tell the rest. Is this right?
      </Dialog.Description>
      <LabelledChoice
        label="Dataset"
        name="Dataset of the networks"
        value={hints.dataset}
        options={datasets}
        onChoose={(dataset) => change({ dataset })}
      />
      <LabelledChoice
        label="Activation"
        name="Activation of the networks"
        value={hints.activation}
        options={ACTIVATIONS}
        onChoose={(activation) => change({ activation })}
      />
      <LabelledChoice
        label="Loss"
        name="Loss of the networks"
        value={hints.loss}
        options={LOSSES}
        onChoose={(loss) => change({ loss })}
      />
      {hints.layers !== null && (
        <label className="setting">
          <span className="setting-label">Layers, with pools</span>
          <input
            className="input"
            value={layers}
            aria-invalid={refused !== null}
            onChange={({ currentTarget }) => setLayers(currentTarget.value)}
          />
        </label>
      )}
      <PixelsQuestion
        dataset={hints}
        trials={trials}
        word={word}
        numbers={numbers}
        onChoose={setChosen}
        onType={setNumbers}
      />
      {refused !== null && (
        <p className="failure" role="alert">
          {refused}
        </p>
      )}
      <div className="dialog-buttons">
        <Dialog.Close className="button">Cancel</Dialog.Close>
        <button type="submit" className="button primary">
          Use {networks.length === 1 ? 'it' : 'them'}
        </button>
      </div>
    </form>
  );
}

const layersIn = (text: string) =>
  parseList(text).map((layer) => (typeof layer === 'number' ? layer : ('avg' as const)));

/** What is typed, once it can be read. */
function typed(numbers: PixelNumbers): NormalizationSetting {
  try {
    return normalizationOf(numbers);
  } catch {
    return null;
  }
}

/** The order of the layers: once where all files name them alike. */
function ordersOf(networks: readonly ImportedNetwork[]) {
  const orders = networks.map(({ layers }) => layers.join(', '));
  if (new Set(orders).size === 1) return [{ which: '', layers: orders[0] }];
  return orders.map((layers, i) => ({ which: ` of ${NETWORK_NAMES[i] ?? ''}`, layers }));
}

/** What is to be said of the files, and of networks that differ. */
function notesOf(networks: readonly ImportedNetwork[]): string[] {
  const widths = differInWidths(networks)
    ? [
        'The networks differ in widths, so no permutation joins them: optimal transport carries A to the widths of B.',
      ]
    : [];
  return [...widths, ...new Set(networks.flatMap(({ notes }) => notes))];
}
