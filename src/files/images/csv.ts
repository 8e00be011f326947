/** Images as lines of text: the label first, then the levels, row by row; colours pixel by pixel. */
import type { Samples } from '../../data/dataset';
import { DatasetError } from '../../data/idx';
import { OWN_LIMITS, squareOf, type OwnImages } from '../../data/own';
import { listed } from '../tensor';
import type { NamedBytes } from './idx';
import { planar } from './levels';

/** Of one file, every so many-th image is to test on. */
const TEST_EVERY = 7;

interface Table extends Pick<OwnImages, 'side' | 'channels'> {
  readonly name: string;
  readonly samples: Samples;
}

/** @throws DatasetError */
export function readImagesCsv(files: readonly NamedBytes[]): OwnImages {
  const [first, second] = files;
  if (first === undefined || files.length > 2)
    throw new DatasetError(
      `Expected one CSV file, or two, to train and to test on, got ${listed(files.map(({ name }) => name)) || 'none'}.`,
    );
  if (second === undefined) return split(readTable(first));
  const isTest = ({ name }: NamedBytes) => /test|val/i.test(name);
  if (isTest(first) === isTest(second))
    throw new DatasetError(
      `Expected CSV files whose names say which is to train on, such as train.csv and test.csv, got ${first.name} and ${second.name}.`,
    );
  const [train, test] = (isTest(first) ? [second, first] : [first, second]).map(readTable) as [
    Table,
    Table,
  ];
  if (train.side !== test.side || train.channels !== test.channels)
    throw new DatasetError(
      `${test.name}: expected as many columns as ${train.name} has, ${columnsOf(train)}, got ${columnsOf(test)}.`,
    );
  const { side, channels } = train;
  return { side, channels, train: train.samples, test: test.samples };
}

const columnsOf = ({ side, channels }: Table) => 1 + channels * side * side;

/** One file in two: every seventh image is to test on. */
function split({ side, channels, samples }: Table): OwnImages {
  const pixels = channels * side * side;
  const testCount = Math.floor(samples.count / TEST_EVERY);
  const part = (count: number, at: (i: number) => number): Samples => {
    const images = new Uint8Array(count * pixels);
    const labels = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const from = at(i);
      images.set(samples.images.subarray(from * pixels, (from + 1) * pixels), i * pixels);
      labels[i] = samples.labels[from]!;
    }
    return { count, images, labels };
  };
  const train = part(samples.count - testCount, (i) => i + Math.floor(i / (TEST_EVERY - 1)));
  const test = part(testCount, (i) => TEST_EVERY * i + TEST_EVERY - 1);
  return { side, channels, train, test };
}

const [NEWLINE, RETURN, QUOTE, SPACE, TAB, COMMA, SEMICOLON, POINT, ZERO] = Array.from(
  '\n\r" \t,;.0',
  (character) => character.charCodeAt(0),
) as [number, number, number, number, number, number, number, number, number];

const isDigit = (byte: number) => byte >= ZERO && byte <= ZERO + 9;

function readTable({ name, bytes: file }: NamedBytes): Table {
  const marked = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  const bytes = marked ? file.subarray(3) : file;
  const start = firstRow(bytes);
  const { columns, separator } = layoutOf(name, bytes, start);
  const square = squareOf(columns - 1);
  if (square === null || columns < 2)
    throw new DatasetError(
      `${name}: expected a label and then the levels of a square image in each line, such as 1 + 28 x 28 = 785 columns, or 1 + 3 x 32 x 32 = 3,073 of a colour image, got ${columns}.`,
    );
  const { side, channels } = square;
  const pixels = columns - 1;
  const rows = countRows(bytes, start);
  if (rows * pixels > OWN_LIMITS.bytes)
    throw new DatasetError(
      `${name}: expected at most ${OWN_LIMITS.bytes / 1e6} MB of levels, got ${Math.ceil((rows * pixels) / 1e6)} MB.`,
    );
  const images = new Uint8Array(rows * pixels);
  const labels = new Uint8Array(rows);
  const row = new Uint8Array(columns);
  let at = start;
  for (let i = 0; i < rows; i++) {
    at = readRow(name, bytes, at, separator, row, i);
    labels[i] = row[0]!;
    for (let p = 0; p < pixels; p++) {
      const to = i * pixels + p;
      images[channels === 1 ? to : planar(to, side * side, channels)] = row[p + 1]!;
    }
  }
  return { name, side, channels, samples: { count: rows, images, labels } };
}

/** Where the numbers begin: after a line of names, if there is one. */
function firstRow(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && isBlank(bytes[at]!)) at++;
  if (at === bytes.length || isDigit(bytes[at]!)) return at;
  if (bytes[at] === QUOTE && isDigit(bytes[at + 1] ?? 0)) return at;
  const end = bytes.indexOf(NEWLINE, at);
  return end < 0 ? bytes.length : end + 1;
}

const isBlank = (byte: number) => byte === NEWLINE || byte === RETURN || byte === SPACE;

/** Separator and number of columns of the first line. */
function layoutOf(
  name: string,
  bytes: Uint8Array,
  start: number,
): { readonly columns: number; readonly separator: number } {
  const found = bytes.indexOf(NEWLINE, start);
  const line = bytes.subarray(start, found < 0 ? bytes.length : found);
  const separator = [COMMA, SEMICOLON, TAB].find((byte) => line.includes(byte)) ?? COMMA;
  if (!line.some(isDigit))
    throw new DatasetError(
      `${name}: expected lines of numbers, the label first, got ${bytes.length === 0 ? 'an empty file' : 'none'}.`,
    );
  let columns = 1;
  for (const byte of line) if (byte === separator) columns++;
  return { columns, separator };
}

/** Lines that are not blank, from the first row on. */
function countRows(bytes: Uint8Array, start: number): number {
  let rows = 0;
  let blank = true;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === NEWLINE) {
      if (!blank) rows++;
      blank = true;
    } else if (byte !== RETURN && byte !== SPACE) blank = false;
  }
  return blank ? rows : rows + 1;
}

/**
 * Reads the numbers of a line, whole and at most 255; quotes around them, and a fraction of zeros, are left out.
 *
 * @returns where the next line begins
 */
function readRow(
  name: string,
  bytes: Uint8Array,
  start: number,
  separator: number,
  row: Uint8Array,
  index: number,
): number {
  let at = start;
  while (at < bytes.length && isBlank(bytes[at]!)) at++;
  const refuse = (column: number, came: string) =>
    new DatasetError(
      `${name}: expected a whole number from 0 to 255 in row ${index + 1}, column ${column + 1}, got ${came}.`,
    );
  for (let column = 0; column < row.length; column++) {
    const from = at;
    let value = 0;
    let digits = 0;
    let fraction = false;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === separator || byte === NEWLINE) break;
      if (isDigit(byte)) {
        if (fraction && byte !== ZERO) throw refuse(column, textAt(bytes, from, separator));
        if (!fraction) {
          value = 10 * value + byte - ZERO;
          digits++;
        }
      } else if (byte === POINT && digits > 0 && !fraction) fraction = true;
      else if (byte !== QUOTE && byte !== SPACE && byte !== RETURN)
        throw refuse(column, textAt(bytes, from, separator));
      if (value > 255) throw refuse(column, textAt(bytes, from, separator));
    }
    if (digits === 0) throw refuse(column, 'nothing');
    row[column] = value;
    const ended = at === bytes.length || bytes[at] === NEWLINE;
    if (ended !== (column === row.length - 1))
      throw new DatasetError(
        `${name}: expected ${row.length} columns in row ${index + 1}, as in the first, got ${ended ? `only ${column + 1}` : 'more'}; the file is cut short or altered.`,
      );
    at++;
  }
  return at;
}

const LONGEST = 20;

function textAt(bytes: Uint8Array, from: number, separator: number): string {
  let to = from;
  while (
    to < bytes.length &&
    to - from < LONGEST &&
    bytes[to] !== separator &&
    bytes[to] !== NEWLINE
  )
    to++;
  return JSON.stringify(new TextDecoder().decode(bytes.subarray(from, to)).trim());
}
