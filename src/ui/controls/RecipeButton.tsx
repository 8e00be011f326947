/** What a result was made with, to read and to copy. */
import type { Recipe } from '../../pipeline/state';
import { memo } from 'react';
import { Popover } from '@base-ui/react/popover';
import { recipeLines } from '../recipe';
import { CopyButton } from './CopyButton';

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
            <CopyButton label="Copy as JSON" text={() => JSON.stringify(recipe, null, 2)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
});
