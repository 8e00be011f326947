/**
 * Python's pickle format (docs.python.org/3/library/pickletools.html), protocols 2 to 5, read without running anything:
 * classes and functions stay names, and what would call them becomes a record of the call.
 */
import { quoted, WeightsFileError } from './tensor';

/** A class or function by its name: nothing is looked up. */
export class Global {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}

  get path(): string {
    return `${this.module}.${this.name}`;
  }
}

/** What a call of a class or function would have given. */
export class Called {
  /** What is set on the object afterwards: attributes of a class. */
  state: Value = null;
  /** Items that are set on it, as on an OrderedDict. */
  readonly items = new Map<Value, Value>();

  constructor(
    readonly callee: Global,
    readonly args: readonly Value[],
  ) {}
}

/** What a file keeps beside its pickle, such as the numbers of a tensor. */
export class Persistent {
  constructor(readonly id: Value) {}
}

export type Value =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Value[]
  | Map<Value, Value>
  | Global
  | Called
  | Persistent;

const MARK = Symbol('mark');

/** What one pickle may hold, so that a small file cannot take much memory; a network has some hundreds of each. */
const MOST = { values: 2_000_000, containers: 100_000, remembered: 400_000 } as const;

/**
 * Reads one pickle.
 *
 * @param start of the pickle in `file`
 * @returns its value, and the position of the next byte
 * @throws WeightsFileError
 */
export function readPickle(file: Uint8Array, start: number): { value: Value; end: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = start;
  const stack: (Value | typeof MARK)[] = [];
  const memo = new Map<number, Value>();
  const made = { values: 0, containers: 0, remembered: 0 };

  const broken = () =>
    new WeightsFileError('Expected a whole pickle, got one cut short or altered.');
  const count = (what: keyof typeof MOST) => {
    if (++made[what] > MOST[what])
      throw new WeightsFileError(
        `Expected a pickle of at most ${MOST[what]} ${what}, got more; it is no network of this kind.`,
      );
  };
  const skip = (length: number): number => {
    if (length < 0 || length > file.length - at) throw broken();
    at += length;
    return at - length;
  };
  const byte = () => view.getUint8(skip(1));
  const short = () => view.getUint16(skip(2), true);
  const int = () => view.getInt32(skip(4), true);
  const unsigned = () => view.getUint32(skip(4), true);
  const long = () => Number(view.getBigUint64(skip(8), true));
  const bytes = (length: number) => {
    const from = skip(length);
    return file.subarray(from, from + length);
  };
  const text = (length: number) => new TextDecoder().decode(bytes(length));
  const line = () => {
    const end = file.indexOf(10, at);
    if (end < 0) throw broken();
    const found = text(end - at);
    at++;
    return found;
  };

  const push = (value: Value) => {
    count('values');
    if (typeof value === 'object' && value !== null) count('containers');
    stack.push(value);
  };
  const pop = (): Value => {
    const value = stack.pop();
    if (value === undefined || value === MARK) throw broken();
    return value;
  };
  const top = (): Value => {
    const value = stack.at(-1);
    if (value === undefined || value === MARK) throw broken();
    return value;
  };
  const popMark = (): Value[] => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw broken();
    return stack.splice(mark).slice(1) as Value[];
  };
  const popString = (): string => {
    const value = pop();
    if (typeof value !== 'string') throw broken();
    return value;
  };
  const popList = (): Value[] => {
    const value = pop();
    if (!Array.isArray(value)) throw broken();
    return value;
  };
  const remember = (n: number) => {
    count('remembered');
    memo.set(n, top());
  };
  const recall = (n: number) => {
    const value = memo.get(n);
    if (value === undefined) throw broken();
    count('values');
    stack.push(value);
  };
  const call = (callee: Value, args: readonly Value[]) => {
    if (!(callee instanceof Global)) throw broken();
    push(new Called(callee, args));
  };
  const append = (values: readonly Value[]) => {
    const list = top();
    // A set, or an object that behaves as a list, holds no weights.
    if (Array.isArray(list)) for (const value of values) list.push(value);
    else if (!(list instanceof Called)) throw broken();
  };
  const setItems = (flat: readonly Value[]) => {
    const target = top();
    const map = target instanceof Map ? target : target instanceof Called ? target.items : null;
    if (map === null || flat.length % 2 !== 0) throw broken();
    for (let i = 0; i < flat.length; i += 2) map.set(flat[i]!, flat[i + 1]!);
  };
  const setState = (state: Value) => {
    const object = top();
    if (object instanceof Called) object.state = state;
  };
  const longInteger = (length: number): number => {
    // The longest that is written is a magic number of 10 bytes.
    if (length > 64) throw broken();
    const digits = bytes(length);
    let value = 0n;
    for (let i = digits.length - 1; i >= 0; i--) value = value * 256n + BigInt(digits[i]!);
    const negative = length > 0 && digits[length - 1]! >= 128;
    return Number(negative ? value - (1n << BigInt(8 * length)) : value);
  };

  for (;;) {
    const code = byte();
    switch (code) {
      case 0x80: // PROTO
        if (byte() > 5)
          throw new WeightsFileError('Expected a pickle of protocol 2 to 5, got a later one.');
        break;
      case 0x95: // FRAME
        skip(8);
        break;
      case 0x2e: // STOP
        return { value: pop(), end: at };
      case 0x28: // MARK
        count('values');
        stack.push(MARK);
        break;
      case 0x30: // POP
        if (stack.pop() === undefined) throw broken();
        break;
      case 0x31: // POP_MARK
        popMark();
        break;
      case 0x32: // DUP
        push(top());
        break;
      case 0x4e: // NONE
        push(null);
        break;
      case 0x88: // NEWTRUE
        push(true);
        break;
      case 0x89: // NEWFALSE
        push(false);
        break;
      case 0x4b: // BININT1
        push(byte());
        break;
      case 0x4d: // BININT2
        push(short());
        break;
      case 0x4a: // BININT
        push(int());
        break;
      case 0x8a: // LONG1
        push(longInteger(byte()));
        break;
      case 0x8b: // LONG4
        push(longInteger(unsigned()));
        break;
      case 0x47: // BINFLOAT
        push(view.getFloat64(skip(8)));
        break;
      case 0x58: // BINUNICODE
        push(text(unsigned()));
        break;
      case 0x8c: // SHORT_BINUNICODE
        push(text(byte()));
        break;
      case 0x8d: // BINUNICODE8
        push(text(long()));
        break;
      case 0x54: // BINSTRING, of Python 2
        push(text(unsigned()));
        break;
      case 0x55: // SHORT_BINSTRING, of Python 2
        push(text(byte()));
        break;
      case 0x42: // BINBYTES
        push(bytes(unsigned()));
        break;
      case 0x43: // SHORT_BINBYTES
        push(bytes(byte()));
        break;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        push(bytes(long()));
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
      case 0x8f: // EMPTY_SET
        push([]);
        break;
      case 0x6c: // LIST
      case 0x74: // TUPLE
      case 0x91: // FROZENSET
        push(popMark());
        break;
      case 0x85: // TUPLE1
        push([pop()]);
        break;
      case 0x86: {
        // TUPLE2
        const second = pop();
        push([pop(), second]);
        break;
      }
      case 0x87: {
        // TUPLE3
        const third = pop();
        const second = pop();
        push([pop(), second, third]);
        break;
      }
      case 0x61: // APPEND
        append([pop()]);
        break;
      case 0x65: // APPENDS
      case 0x90: // ADDITEMS
        append(popMark());
        break;
      case 0x7d: // EMPTY_DICT
        push(new Map());
        break;
      case 0x64: {
        // DICT
        const flat = popMark();
        push(new Map());
        setItems(flat);
        break;
      }
      case 0x73: {
        // SETITEM
        const value = pop();
        setItems([pop(), value]);
        break;
      }
      case 0x75: // SETITEMS
        setItems(popMark());
        break;
      case 0x71: // BINPUT
        remember(byte());
        break;
      case 0x72: // LONG_BINPUT
        remember(unsigned());
        break;
      case 0x94: // MEMOIZE
        remember(memo.size);
        break;
      case 0x68: // BINGET
        recall(byte());
        break;
      case 0x6a: // LONG_BINGET
        recall(unsigned());
        break;
      case 0x63: // GLOBAL
        push(new Global(line(), line()));
        break;
      case 0x93: {
        // STACK_GLOBAL
        const name = popString();
        push(new Global(popString(), name));
        break;
      }
      case 0x52: {
        // REDUCE
        const args = popList();
        call(pop(), args);
        break;
      }
      case 0x81: {
        // NEWOBJ
        const args = popList();
        call(pop(), args);
        break;
      }
      case 0x92: {
        // NEWOBJ_EX
        pop();
        const args = popList();
        call(pop(), args);
        break;
      }
      case 0x62: // BUILD
        setState(pop());
        break;
      case 0x51: // BINPERSID
        push(new Persistent(pop()));
        break;
      default:
        throw new WeightsFileError(
          `Expected a pickle as PyTorch writes it, got the code ${quoted(code.toString(16))} at byte ${at - 1}; it is damaged or of another kind.`,
        );
    }
  }
}
