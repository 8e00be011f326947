/** Each network by itself: its seeds, and what it does not share with the others. */
import { useRef } from 'react';
import { NETWORK_NAMES, type NetworkSettings } from '../../../pipeline/kinds/pair/experiment';
import { useWorkspace, useStores } from '../../context';
import { listText } from '../../format';
import { swapped } from '../../settings';
import { Icon } from '../Icon';
import { Refused } from '../Refused';
import { Section } from '../Section';
import { useEdit } from '../useEdit';
import { NetworkRow } from './NetworkRow';

export function NetworksSettings() {
  const { workspace } = useStores();
  const networks = useWorkspace(({ experiment }) => experiment.networks);
  const { refusal, remedy, edit } = useEdit();
  const add = useRef<HTMLButtonElement>(null);
  const names = NETWORK_NAMES.slice(0, networks.length);
  const next = NETWORK_NAMES[networks.length];
  const change = (changed: readonly NetworkSettings[]) => {
    const { experiment, edit: turnTo } = workspace.getState();
    turnTo({ ...experiment, networks: [...changed] });
  };
  return (
    <Section name="networks" title={titleOf(names)} summary={summaryOf(networks)}>
      <div
        className="network-row network-head"
        data-long={networks.length > 2 || undefined}
        aria-hidden="true"
      >
        <span />
        <span>Weights’ seed</span>
        <span>Order’s seed</span>
      </div>
      {names.map((name, index) => (
        <NetworkRow
          key={name}
          name={name}
          index={index}
          {...(index > 1 && {
            onRemove: () => {
              change(networks.filter((_, i) => i !== index));
              add.current?.focus();
            },
          })}
        />
      ))}
      <div className="network-add">
        <button
          ref={add}
          type="button"
          className="button small"
          aria-disabled={next === undefined}
          onClick={() => {
            if (next !== undefined) change([...networks, another(networks)]);
          }}
        >
          <Icon name="plus" />
          {next === undefined ? 'Eight networks' : `Add ${next}`}
        </button>
        {networks.length === 2 && <span className="hint">for averages, a simplex, forks</span>}
        <button
          type="button"
          className="button small network-swap"
          title="Only A is aligned: swapped, it is the other network"
          onClick={() => edit('networks', swapped(networks))}
        >
          Swap A and B
        </button>
      </div>
      <Refused refusal={refusal} onRemedy={remedy} />
    </Section>
  );
}

/** A network with seeds that no other has. */
function another(networks: readonly NetworkSettings[]): NetworkSettings {
  const after = (seed: 'initialisation' | 'order') =>
    Math.max(...networks.map((own) => own[seed])) + 1;
  return {
    initialisation: after('initialisation'),
    order: after('order'),
    training: null,
    hidden: null,
    fork: null,
    file: null,
  };
}

const titleOf = (names: readonly string[]) =>
  names.length < 4 ? `Networks ${listText(names)}` : `Networks ${names[0]} to ${names.at(-1)}`;

function summaryOf(networks: readonly NetworkSettings[]): string {
  const special = networks.filter(
    ({ training, hidden, fork, file }) => training ?? hidden ?? fork ?? file,
  ).length;
  if (special > 0) return `${special} with ${special === 1 ? 'its' : 'their'} own settings`;
  if (networks.length > 3) return '';
  const seeds = (field: 'initialisation' | 'order') => networks.map((own) => own[field]).join(', ');
  return `seeds ${seeds('initialisation')}; ${seeds('order')}`;
}
