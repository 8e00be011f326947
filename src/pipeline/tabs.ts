/** What can be shown below the stage, one at a time, in its order. */
export const TAB_NAMES = [
  'barriers',
  'sees',
  'neurons',
  'learning',
  'averages',
  'transfer',
  'simplex',
  'ensemble',
] as const;

export type TabName = (typeof TAB_NAMES)[number];
