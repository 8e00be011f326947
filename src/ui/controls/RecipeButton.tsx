/** What a result was made with, to read and to copy. */
import type { Recipe } from '../../pipeline/state';
import { memo, useState } from 'react';
import { copyText } from '../document/copy';
import { recipeLines } from '../recipe';
import { Icon } from './Icon';
import { PopupButton } from './PopupButton';

interface RecipeButtonProps {
  /** Whose recipe it is: `the loss plane`. */
  readonly of: string;
  readonly recipe: Recipe;
}

export const RecipeButton = memo(function RecipeButton({ of, recipe }: RecipeButtonProps) {
  return (
    <PopupButton
      className="text-button"
      label={`Recipe of ${of}`}
      face="Recipe"
      title={`Recipe of ${of}`}
    >
      <RecipeLines recipe={recipe} />
    </PopupButton>
  );
});

function RecipeLines({ recipe }: Pick<RecipeButtonProps, 'recipe'>) {
  return (
    <>
      <dl className="recipe">
        {recipeLines(recipe).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <CopyButton text={JSON.stringify(recipe, null, 2)} />
    </>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => {
    copyText(text).then(
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
