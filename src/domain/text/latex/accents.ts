import { addPiece, type LatexScan } from "./pieces.js";
import { findLetter, textAccents } from "./symbols.js";

/** A letter with or without braces, or one that is a command. */
const named = String.raw`\\([ij]|ae|AE|oe|OE|[oOlL]|aa|AA)(?![A-Za-z])`;
const letter = String.raw`(?:\{\s*(?:${named}|(\p{L}))\s*\}|${named}|(\p{L}))`;
const signAccent = new RegExp(String.raw`\\(?:a(?=['\x60=]))?(['\x60^"~=.])\s*${letter}`, "uy");
const letterAccent = new RegExp(String.raw`\\([uvHrckdbhfG])(?:\s+|(?=\{))${letter}`, "uy");
/** A bar over a digit, as in indices of crystals. */
const digitBar = /\\(=)\s*(?:\{\s*(\d)\s*\}|(\d))/y;
/** A tie over two letters. */
const tie = /\\t\s*\{\s*(\p{L})(\p{L})\s*\}/uy;
/** An accent over a letter that has one: `\'{\^e}`, `\d{\=a}`. */
const nested = /\\(?:(['\x60^"~=.])\s*|([uvHrckdbhfG])\s*(?=\{))(?:\{\s*)?(?=\\(?:['\x60^"~=.]|[uvHrckdbhfG][\s{]))/y;
const contraction = /'(?:s|t|re|ve|ll|d|m)(?!\p{L})/uy;

/** Reads an accent with its letter, or an escaped apostrophe; false if there is none. */
export function readAccent(scan: LatexScan): boolean {
  const { source, at, strict } = scan;
  contraction.lastIndex = at + 1;
  if (/\p{L}/u.test(source[at - 1] ?? "") && contraction.test(source)) {
    addPiece(scan, at + 2, "'");
    return true;
  }
  const found = findAccent(source, at, strict ? maxNested : 0);
  if (!found) return false;
  // Without a Unicode letter it is not an accent but, outside LaTeX, an escaped quotation mark.
  const isAccent = strict || [...found.text].length === 1;
  addPiece(scan, found.to, isAccent ? found.text : source.slice(at, found.to).replace("\\", ""));
  return true;
}

interface Accented {
  readonly text: string;
  readonly to: number;
}

const maxNested = 3;

function findAccent(source: string, at: number, depth: number): Accented | undefined {
  const match = matchAt(signAccent, source, at) ?? matchAt(letterAccent, source, at);
  if (match) {
    const [whole, accent = "", ...letters] = match;
    const base = letters.find((one) => one !== undefined) ?? "";
    // The dot of i and j makes way for the accent.
    const text = base.length === 1 && /[ij]/.test(base) ? base : (findLetter(base) ?? base);
    const isCommand = letters[0] !== undefined || letters[2] !== undefined;
    return { text: mark(isCommand ? text : base, accent), to: at + whole.length };
  }
  return depth === 0 ? undefined : findOther(source, at, depth);
}

function findOther(source: string, at: number, depth: number): Accented | undefined {
  const bar = matchAt(digitBar, source, at);
  if (bar) return { text: mark(bar[2] ?? bar[3] ?? "", "="), to: at + bar[0].length };
  const tied = matchAt(tie, source, at);
  if (tied) return { text: `${tied[1]}\u0361${tied[2]}`, to: at + tied[0].length };
  const outer = matchAt(nested, source, at);
  const inner = outer && findAccent(source, at + outer[0].length, depth - 1);
  if (!inner) return undefined;
  const isGroup = outer[0].trimEnd().endsWith("{");
  const rest = isGroup ? /\s*\}/y : /(?:)/y;
  const end = matchAt(rest, source, inner.to);
  return end ? { text: mark(inner.text, outer[1] ?? outer[2] ?? ""), to: inner.to + end[0].length } : undefined;
}

/** Of two marks, the one that makes a letter of its own with the base is nearer to it: `\^{\'o}` is ố. */
function mark(text: string, accent: string): string {
  const sign = textAccents.get(accent) ?? "";
  const [base = "", ...marks] = text.normalize("NFD");
  const outside = `${text}${sign}`.normalize("NFC");
  const inside = `${base}${sign}${marks.join("")}`.normalize("NFC");
  return inside.length < outside.length ? inside : outside;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
