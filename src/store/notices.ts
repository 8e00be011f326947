/** What happened that the user should know: a short list, alike ones together. */

/** What a notice is about; those about the same go when it comes to a good end. */
export type NoticeSubject = 'address' | 'files' | 'storage' | 'landscape';

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** A problem is something that did not work. */
  readonly level: 'information' | 'problem';
  /** When it happened last, in milliseconds since 1970. */
  readonly time: number;
  /** How often it happened. */
  readonly count: number;
  readonly about: NoticeSubject | null;
}

/** What differs from a problem about nothing in particular. */
export type NoticeKind = Partial<Pick<Notice, 'level' | 'about'>>;

/** Texts that differ in numbers alone, such as a step, say the same; numbers in names of files count. */
const withoutNumbers = (text: string) =>
  text.replace(/(?<![\w.-])\d+([.,]\d+)*(?![\w-]|\.\w)/g, '#');

/** The list with a notice at its end, in place of one that says the same. */
export function withNotice(
  notices: readonly Notice[],
  { id, text, time }: Pick<Notice, 'id' | 'text' | 'time'>,
  { level = 'problem', about = null }: NoticeKind = {},
): readonly Notice[] {
  const isSame = (other: Notice) => withoutNumbers(other.text) === withoutNumbers(text);
  const count = (notices.find(isSame)?.count ?? 0) + 1;
  return [...notices.filter((other) => !isSame(other)), { id, text, level, time, count, about }];
}

export const WHILE_BUSY =
  'Files are read when nothing runs: wait for the end, or press Stop first.';
