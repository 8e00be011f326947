/** What a result was made with, to read and to copy. */
import { memo, useState } from 'react';
import { Popover } from '@base-ui/react/popover';
import { CATALOG } from '../../data/catalog';
import { ALIGNMENTS } from '../../jobs/alignment';
import { architectureOf, NETWORK_NAMES } from '../../jobs/experiment';
import { architectureName } from '../../model/architecture';
import type { Experiment, Recipe } from '../../store/state';
import { countText } from '../format';
import { Icon } from './Icon';

interface RecipeButtonProps {
  /** Whose recipe it is: `the loss plane`. */
  readonly of: string;
  readonly recipe: Recipe;
}

export const RecipeButton = memo(function RecipeButton({ of, recipe }: RecipeButtonProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="text-button" aria-label={`Recipe of ${of}`}>
        Recipe
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className="popup card">
            <Popover.Title className="card-title">Recipe of {of}</Popover.Title>
            <dl className="recipe">
              {recipeLines(recipe).map(([term, text]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
            <CopyButton text={JSON.stringify(recipe, null, 2)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
});

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return (
    <button type="button" className="button small" onClick={copy}>
      <Icon name={copied === 'yes' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {copied === 'no' ? 'Copy as JSON' : copied === 'yes' ? 'Copied' : 'The browser refused'}
      </span>
    </button>
  );
}

/** A recipe in lines of a name and a text. */
export function recipeLines({ experiment, engine, version }: Recipe): [string, string][] {
  const { dataset, network, activation, initialisation, loss, training, networks, evaluation } =
    experiment;
  const kind = network.kind === 'mlp' ? 'perceptron' : 'convolutions';
  return [
    ['Dataset', `${CATALOG[dataset].title}, all training images`],
    [
      'Network',
      `${kind} ${architectureName(architectureOf(experiment))}, ${activation}, ${initialisation}`,
    ],
    ['Loss', loss === 'mse' ? 'mean squared error' : 'cross-entropy'],
    ['Optimizer', optimizerText(training.optimizer)],
    [
      'Length',
      `${training.epochs} ${training.epochs === 1 ? 'epoch' : 'epochs'} in batches of ${training.batch}`,
    ],
    [
      'Seeds',
      `${networks.map((own, i) => `${NETWORK_NAMES[i] ?? ''} ${own.initialisation}, ${own.order}`).join('; ')} (weights, order)`,
    ],
    ['Matching', alignmentText(experiment.alignment)],
    [
      'Evaluation',
      `${countText(evaluation.samples)} ${evaluation.split} images at ${evaluation.points} points`,
    ],
    [
      'Plane',
      `${experiment.plane.anchors.join(', ')}; ${experiment.plane.grid} × ${experiment.plane.grid}, ${countText(experiment.plane.samples)} images`,
    ],
    ['Engine', engine],
    ['Isthmus', version],
  ];
}

function optimizerText(optimizer: Experiment['training']['optimizer']): string {
  const { learningRate, weightDecay } = optimizer;
  return optimizer.kind === 'adamw'
    ? `AdamW, ${learningRate}, betas ${optimizer.beta1} and ${optimizer.beta2}, weight decay ${weightDecay}`
    : `SGD, ${learningRate}, momentum ${optimizer.momentum}, weight decay ${weightDecay}`;
}

function alignmentText(alignment: Experiment['alignment']): string {
  const title = ALIGNMENTS[alignment.method];
  if (alignment.method !== 'activation') return title;
  const { similarity, stage, samples } = alignment;
  return `${title} ${stage} the nonlinearity, ${similarity}, ${countText(samples)} images`;
}
