/** A number of the small network: exact, as its weights and inputs are few binary digits long. */
export const signedText = (value: number): string =>
  String(Number(value.toFixed(4))).replace('-', '−');
