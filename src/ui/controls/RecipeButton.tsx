/** What a result was made with, to read and to copy. */
import type { Recipe } from '../../pipeline/state';
import { memo } from 'react';
import { LazyPart } from '../LazyPart';
import { RECIPE } from '../parts';
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
      <LazyPart part={RECIPE} of="The recipe" waiting={<p className="hint">One moment</p>}>
        {({ RecipeLines }) => <RecipeLines recipe={recipe} />}
      </LazyPart>
    </PopupButton>
  );
});
