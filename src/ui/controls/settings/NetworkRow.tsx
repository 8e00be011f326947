/** One network: its seeds in a line, the rest below it when asked for. */
import { useState } from 'react';
import type { NetworkName, NetworkSettings } from '../../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../../context';
import { widthsText } from '../../format';
import { ownText, stepsOf } from '../../recipe';
import { parseList } from '../../settings';
import { ChoiceLine, options } from '../ChoiceSetting';
import { Icon } from '../Icon';
import { TextSetting } from '../Setting';
import { useEdit } from '../useEdit';
import { TrainingFields } from './TrainingFields';

interface NetworkRowProps {
  readonly name: NetworkName;
  /** Its place in the list. */
  readonly index: number;
  /** Of a network that can go. */
  readonly onRemove?: () => void;
}

export function NetworkRow({ name, index, onRemove }: NetworkRowProps) {
  const own = useWorkspace(({ experiment }) => experiment.networks[index]);
  const count = useWorkspace(({ experiment }) => experiment.networks.length);
  const [open, setOpen] = useState(false);
  if (own === undefined) return null;
  const path = `networks.${index}`;
  const seed = (field: string, label: string) => (
    <TextSetting section="networks" path={`${path}.${field}`} label={label} bare />
  );
  return (
    <div className="network">
      <div className="network-row" data-long={count > 2 || undefined}>
        <span className="network-name">{name}</span>
        {own.file !== null ? (
          <span className="network-file" title={own.file.name}>
            {own.file.name}
          </span>
        ) : (
          <>
            {own.fork === null ? (
              seed('initialisation', `Seed of ${name}'s initialisation`)
            ) : (
              <span className="network-fork">as A</span>
            )}
            {seed('order', `Seed of ${name}'s data order`)}
          </>
        )}
        <button
          type="button"
          className="button bare network-more"
          aria-label={`More settings of ${name}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" />
        </button>
        {onRemove !== undefined && (
          <button
            type="button"
            className="button bare"
            aria-label={`Remove ${name}`}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {!open && own.file === null && <Own own={own} />}
      {(open || own.file !== null) && (
        <div className="network-body" role="group" aria-label={`Network ${name}`}>
          {own.file === null ? (
            open && <Trained name={name} index={index} own={own} />
          ) : (
            <FromFile name={name} path={path} file={own.file} open={open} />
          )}
          {open && own.file === null && index < 2 && <Widths name={name} path={path} own={own} />}
        </div>
      )}
    </div>
  );
}

/** What is its own, in a few words. */
function Own({ own }: { readonly own: NetworkSettings }) {
  const text = ownText(own);
  return text === '' ? null : <p className="hint network-body">{text}</p>;
}

const ORIGINS = options({ itself: 'By itself', fork: 'From A at a step' });
const TRAININGS = options({ all: 'As all', own: 'Its own' });
const WIDTHS = options({ all: 'As all', own: 'Its own' });

/** A step early in a training, at which SGD noise no longer decides where it ends (Frankle et al. 2020). */
const EARLY = 100;

interface OwnProps {
  readonly name: NetworkName;
  readonly own: NetworkSettings;
}

function Trained({ name, index, own }: OwnProps & { readonly index: number }) {
  const training = useWorkspace(({ experiment }) => experiment.training);
  const steps = useWorkspace(({ experiment }) => stepsOf(experiment, 'A'));
  const path = `networks.${index}`;
  return (
    <>
      {index > 0 && (
        <ChoiceLine
          label={`${name} begins`}
          value={own.fork === null ? 'itself' : 'fork'}
          options={ORIGINS}
          write={(origin) => [
            `${path}.fork`,
            origin === 'fork' ? Math.min(EARLY, Math.floor(steps / 2)) : null,
          ]}
        />
      )}
      {own.fork !== null && (
        <>
          <TextSetting section="networks" path={`${path}.fork`} label="Step of A" />
          <p className="hint">
            A trains for {steps} steps; {name} goes on from there with its own order of images.
            Frankle et al. 2020.
          </p>
        </>
      )}
      <ChoiceLine
        label={`Training of ${name}`}
        value={own.training === null ? 'all' : 'own'}
        options={TRAININGS}
        write={(whose) => [`${path}.training`, whose === 'own' ? training : null]}
      />
      {own.training !== null && (
        <TrainingFields section="networks" path={`${path}.training`} whose={name} />
      )}
    </>
  );
}

function Widths({ name, path, own }: OwnProps & { readonly path: string }) {
  const common = useWorkspace(({ experiment: { network } }) =>
    network.kind === 'mlp' ? network.hidden : null,
  );
  if (common === null) return null;
  return (
    <>
      <ChoiceLine
        label={`Widths of ${name}`}
        value={own.hidden === null ? 'all' : 'own'}
        options={WIDTHS}
        write={(whose) => [`${path}.hidden`, whose === 'own' ? common : null]}
      />
      {own.hidden !== null && (
        <TextSetting
          section="networks"
          path={`${path}.hidden`}
          label={`Layers of ${name}`}
          parse={parseList}
          show={widthsText}
          wide
        />
      )}
    </>
  );
}

interface FromFileProps {
  readonly name: NetworkName;
  readonly path: string;
  readonly file: NonNullable<NetworkSettings['file']>;
  readonly open: boolean;
}

function FromFile({ name, path, file, open }: FromFileProps) {
  const { edit } = useEdit();
  return (
    <>
      <p className="hint">
        {file.digest === null ? (
          'Any file of that name.'
        ) : (
          <span title={`SHA-256 of its weights: ${file.digest}`}>
            Weights <code>{open ? file.digest : file.digest.slice(0, 12)}</code>
          </span>
        )}
      </p>
      <button type="button" className="button small" onClick={() => edit(`${path}.file`, null)}>
        Train {name} instead
      </button>
    </>
  );
}
