/** What went wrong, in words for a person: those of an error that this program throws, never a browser's own. */
import { failureOf } from '../pipeline/runner';
import type { Failure } from '../pipeline/state';

/** Errors that JavaScript and browsers throw themselves, whose words say nothing to a person. */
const FOREIGN =
  /^(TypeError|ReferenceError|SyntaxError|EvalError|URIError|DOMException|SecurityError|InvalidStateError|DataCloneError|UnknownError|InvalidAccessError|OperationError)$/;

/** A file that was moved, changed or deleted after it was picked. */
const UNREADABLE = /^(NotReadableError|NotFoundError)$/;

/** The failure with words for a person. */
export function inWords({ name, message }: Failure): Failure {
  if (UNREADABLE.test(name))
    return { name, message: 'The browser can no longer read that file: choose it again.' };
  if (FOREIGN.test(name) || message.startsWith('internal: '))
    return {
      name,
      message:
        'Something unexpected went wrong, and what was under way was given up. Results that are there stay; try again, or save them and reload the page.',
    };
  return { name, message };
}

/** The words for an error of any kind. */
export const wordsOf = (error: unknown): string => inWords(failureOf(error)).message;
