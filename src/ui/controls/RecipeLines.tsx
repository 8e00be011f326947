/** What a result was made with, line by line. */
import type { Recipe } from '../../pipeline/state';
import { recipeLines } from '../recipe';
import { CopyButton } from './CopyButton';

export function RecipeLines({ recipe }: { readonly recipe: Recipe }) {
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
      <CopyButton label="Copy as JSON" text={() => JSON.stringify(recipe, null, 2)} />
    </>
  );
}
