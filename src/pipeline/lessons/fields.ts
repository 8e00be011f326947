/** What several parts of a lesson's document are made of. */
import * as v from 'valibot';
import { readExpression } from './expression';
import { readText } from './text';

/** Runs a reader within a schema, whose message it takes over. */
const readBy = <Read>(read: (text: string) => Read) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        addIssue({ message: error.message });
        return NEVER;
      }
    }),
  );

/** Without marks: a title. */
export const plainField = v.pipe(v.string(), v.minLength(1));

/** One paragraph. */
export const textField = readBy(readText);

/** Paragraphs. */
export const paragraphsField = v.pipe(v.array(textField), v.minLength(1));

export const expressionField = readBy(readExpression);

/** The name of a shipped landscape. */
export const landscapeField = v.pipe(v.string(), v.regex(/^[\w-]+$/));

/** Part of an address: `the-average`. */
export const slugField = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
