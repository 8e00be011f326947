/** Gives the user a file. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer> | Blob): void {
  const type = typeof content === 'string' ? 'application/json' : 'application/octet-stream';
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to begin reading before the address goes.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
