/**
 * Puts a text on the clipboard. Pages without TLS from another machine have no `navigator.clipboard`; there the text
 * is selected and copied as by hand.
 *
 * @throws Error when the browser refuses
 */
export async function copyText(text: string): Promise<void> {
  const clipboard = (navigator as Partial<Navigator>).clipboard;
  if (clipboard !== undefined) return clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  // The one way there is on such pages.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('Expected the browser to copy a text, but it refused.');
}
