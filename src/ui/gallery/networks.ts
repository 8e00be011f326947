/** The weights files of the ready experiments: served beside the page, and fetched when an experiment asks for them. */
import type { ShippedFile } from '../../store/imports';

const FOLDER = '../../../experiments/';

/** Address of each; never inline, as few visitors want them. */
const ADDRESSES = import.meta.glob<string>('../../../experiments/networks/*.safetensors', {
  eager: true,
  import: 'default',
  query: '?url&no-inline',
});

/**
 * Fetches the file of that name, which is relative to the experiments' own folder.
 *
 * @throws Error that says in words why the server does not give it
 */
export const shippedFile: ShippedFile = async (name) => {
  const address = ADDRESSES[FOLDER + name];
  if (address === undefined) return null;
  const expected = `${name}: expected the file beside the page, `;
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw new Error(`${expected}but the server did not answer. Is it still running?`, {
      cause: error,
    });
  }
  if (!response.ok)
    throw new Error(`${expected}got the answer ${response.status} ${response.statusText}.`);
  return new File([await response.blob()], name);
};
