import type { UnreadableRecord } from "../../../domain/sources/source-record.js";
import { describeUnclosed } from "./describe-unclosed.js";
import { describeTooLong, maxRecordLength, readTextLines } from "../../../domain/text/lines.js";

/** The text of one `@type{…}`, from the `@` to the closing brace, or why it cannot be read. */
export type CutEntry = { readonly line: number; readonly text: string } | UnreadableRecord;

/** The key of an entry by the text it begins with. */
export function findKey(text: string): string | undefined {
  return /^\s*@\s*[^\s{(]+\s*[{(]\s*([^\s,{}()="#%]{1,200})\s*,/.exec(text)?.[1];
}

/**
 * Cuts a BibTeX file into entries by counting braces as BibTeX does, escaped ones included. Text between entries is a
 * comment, and so is `@comment{…}` with all entries within. An unclosed entry fails where the next one begins; a braced
 * value that is closed may hold entries.
 */
export async function* cutEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CutEntry> {
  const cutter: Cutter = { open: undefined, ended: undefined, typeAlone: undefined, readsComments: true };
  for await (const { line, text } of readTextLines(chunks)) {
    if (text === undefined) {
      yield { line: cutter.open?.line ?? line, reason: describeTooLong("entry") };
      cutter.open = undefined;
    } else yield* cutLine(cutter, line, text);
  }
  yield* takeEnded(cutter);
  while (cutter.open) yield* giveUp(cutter, cutter.open, describeUnclosed(cutter.open.text));
}

interface Cutter {
  open: OpenEntry | undefined;
  /** An entry with a comma behind its last brace, which continues if the next line is a field. */
  ended: OpenEntry | undefined;
  /** `@article` whose brace is on the next line. */
  typeAlone: string | undefined;
  /** Whether `@comment{` begins a comment; false once one was not closed. */
  readsComments: boolean;
}

interface OpenEntry {
  readonly line: number;
  /** White space before the `@`. */
  readonly indent: number;
  readonly isRound: boolean;
  readonly isComment: boolean;
  text: string;
  depth: number;
  /** Number of open braces within a quoted value; undefined outside of one. */
  quoted: number | undefined;
  /** Lines within its braced values that seem to begin an entry. */
  startsInside: number;
}

/** A value that is closed holds fewer; after more, the entry is not closed. */
const maxStartsInside = 10;

const type = String.raw`@\s*([^\s{}(),="#%'\\@]+)\s*`;
/** What follows the brace in an entry: a key and a comma, or the name of a field and an equals sign. */
const opening = String.raw`(?:\{[^{}",=]*(?:[,=}]|$)|\([^{}"(),=]*(?:[,=]|$))`;
/** At the start of a line any type in braces is an entry; within a line, where addresses occur, it needs a key. */
const lineStart = new RegExp(String.raw`^(\s*)${type}(?:\{|${opening})`);
const innerStart = new RegExp(String.raw`(?<![\w.+%-])${type}${opening}`, "g");
const command = /^(\s*)@\s*(comment|string|preamble)\s*[{(]/i;
/** A line that begins an entry although another is open. */
const nextStart = new RegExp(String.raw`^(\s*)${type}${opening}`);
const nextHere = new RegExp(`${type}${opening}`, "y");
const typeAlone = /^\s*@\s*[A-Za-z][\w-]*\s*$/;

/** Fields after the last brace: one of the braces before it was text. */
const nextField = /^\s*[A-Za-z][\w-]*\s*=\s*["{\w]/;
const fieldHere = /^\s*,\s*[A-Za-z][\w-]*\s*=\s*["{\w]/;

function* cutLine(cutter: Cutter, line: number, whole: string): Generator<CutEntry> {
  if (cutter.ended && whole.trim() !== "") {
    if (nextField.test(whole)) reopen(cutter, cutter.ended);
    else yield* takeEnded(cutter);
  }
  const { open } = cutter;
  if (open && open.text.length > maxRecordLength) {
    yield* giveUp(cutter, open, open.startsInside > 0 ? describeUnclosed(open.text) : describeTooLong("entry"));
  }
  while (cutter.open && !cutter.open.isComment && beginsNext(cutter.open, whole)) {
    yield* giveUp(cutter, cutter.open, describeUnclosed(cutter.open.text));
  }
  let rest = takeTypeAlone(cutter, whole);
  // A blank line may divide a note.
  if (rest === "" && cutter.open) cutter.open.text += "\n";
  while (rest !== "") {
    if (!cutter.open) {
      const at = findStart(cutter, line, rest);
      if (at === undefined) return;
      rest = rest.slice(at);
    }
    const entry = cutter.open!;
    const end = findEnd(entry, rest);
    entry.text += end.at === undefined ? `${rest}\n` : rest.slice(0, end.at);
    if (end.at === undefined) return;
    cutter.open = undefined;
    rest = rest.slice(end.at);
    if (end.isNext) yield { line: entry.line, key: findKey(entry.text), reason: describeUnclosed(entry.text) };
    else if (fieldHere.test(rest)) reopen(cutter, entry);
    else if (/^\s*,\s*$/.test(rest)) cutter.ended = entry;
    else if (!entry.isComment) yield { line: entry.line, text: entry.text };
  }
}

function reopen(cutter: Cutter, entry: OpenEntry): void {
  cutter.ended = undefined;
  cutter.open = entry;
  entry.depth = entry.isRound ? 0 : 1;
}

function* takeEnded(cutter: Cutter): Generator<CutEntry> {
  const entry = cutter.ended;
  cutter.ended = undefined;
  if (entry && !entry.isComment) yield { line: entry.line, text: entry.text };
}

/** Joins `@article` with a brace on the next line. */
function takeTypeAlone(cutter: Cutter, text: string): string {
  if (cutter.open) return text;
  const before = cutter.typeAlone;
  cutter.typeAlone = typeAlone.test(text) ? text : undefined;
  return before !== undefined && /^\s*[{(]/.test(text) ? `${before} ${text}` : text;
}

/** Opens the first entry of a text and gives its index. */
function findStart(cutter: Cutter, line: number, text: string): number | undefined {
  if (!text.includes("@")) return undefined;
  innerStart.lastIndex = 0;
  const first = command.exec(text) ?? lineStart.exec(text);
  const start = first ?? innerStart.exec(text);
  if (!start || /^\s*%/.test(text)) return undefined;
  const at = first ? first[1]!.length : start.index;
  const name = (first ? first[2] : start[1])!.toLowerCase();
  if (name === "comment" && !cutter.readsComments) return undefined;
  const isRound = /^@[^{(]*\(/.test(text.slice(at));
  const isComment = name === "comment";
  cutter.open = { line, indent: at, isRound, isComment, text: "", depth: 0, quoted: undefined, startsInside: 0 };
  return at;
}

/**
 * Whether a line ends an open entry. Within a value, one that is indented further may be part of the text, and so may
 * any in braces: whether they are closed shows later.
 */
function beginsNext(open: OpenEntry, text: string): boolean {
  const start = text.includes("@") ? (nextStart.exec(text) ?? command.exec(text)) : null;
  if (!start) return false;
  const isBetweenFields = open.depth === (open.isRound ? 0 : 1) && open.quoted === undefined;
  if (isBetweenFields || open.indent === Number.POSITIVE_INFINITY) return true;
  if (start[1]!.length > open.indent) return false;
  open.startsInside += 1;
  return open.quoted !== undefined || open.startsInside > maxStartsInside;
}

/** Reports an entry that does not end, and reads the entries that its text holds. */
function* giveUp(cutter: Cutter, open: OpenEntry, reason: string): Generator<CutEntry> {
  cutter.open = undefined;
  if (open.isComment) cutter.readsComments = false;
  else yield { line: open.line, key: findKey(open.text), reason };
  const lines = open.text.split("\n").slice(0, -1);
  const first = lines.findIndex((text, index) => index > 0 && nextStart.test(text));
  if (first === -1) return;
  for (const [index, text] of lines.slice(first).entries()) {
    yield* cutLine(cutter, open.line + first + index, text);
    // Every further start ends the entry before it, so nothing is read a third time.
    if (cutter.open) cutter.open = { ...(cutter.open as OpenEntry), indent: Number.POSITIVE_INFINITY };
  }
}

/** Where an entry ends in a text; `isNext` if another one begins there instead. */
interface EntryEnd {
  readonly at: number | undefined;
  readonly isNext?: boolean;
}

/** The index after the closing brace; undefined if the entry continues on the next line. */
function findEnd(open: OpenEntry, text: string): EntryEnd {
  const outer = open.isRound ? 0 : 1;
  let lastQuote: number | undefined;
  const findBrace = createBraceSearch(text);
  for (let index = 0; index < text.length; index += 1) {
    // Within a value, only braces matter.
    if (open.depth > outer || open.isComment) index = findBrace(index);
    const sign = text.charCodeAt(index);
    if (open.quoted !== undefined) {
      lastQuote ??= text.lastIndexOf('"');
      if (readQuoted(open, sign, lastQuote > index)) continue;
    }
    if (sign === 0x7b) open.depth += 1;
    else if (sign === 0x7d) {
      open.depth -= 1;
      if (open.depth === 0 && !open.isRound) return { at: index + 1 };
    } else if (sign === 0x29 && open.isRound && open.depth === 0) return { at: index + 1 };
    else if (open.depth !== outer || open.isComment) continue;
    else if (sign === 0x22 && followsEquals(open.text, text, index)) open.quoted = 0;
    else if (sign === 0x25 && /^$|[\s,}"]/.test(text.charAt(index - 1))) return { at: undefined };
    else if (sign === 0x40 && index > 0 && isNextAt(text, index)) return { at: index, isNext: true };
  }
  return { at: undefined };
}

/** Searches for the next brace from ascending positions; the length of the text if there is none. */
function createBraceSearch(text: string): (from: number) => number {
  let [open, close] = [-1, -1];
  return (from) => {
    if (open < from) open = indexOrEnd(text.indexOf("{", from), text);
    if (close < from) close = indexOrEnd(text.indexOf("}", from), text);
    return Math.min(open, close);
  };
}

function indexOrEnd(index: number, text: string): number {
  return index === -1 ? text.length : index;
}

/** Reads one character of a quoted value; false if it ends the entry. */
function readQuoted(open: OpenEntry, sign: number, hasQuoteAfter: boolean): boolean {
  const depth = open.quoted ?? 0;
  if (sign === 0x7b) open.quoted = depth + 1;
  else if (sign === 0x7d && depth > 0) open.quoted = depth - 1;
  else if (sign === 0x22 && depth === 0) open.quoted = undefined;
  // An unbalanced brace is text if the quote is closed after it.
  else if (sign === 0x7d && !hasQuoteAfter) {
    open.quoted = undefined;
    return false;
  }
  return true;
}

/** A quote begins a value only after an equals sign, between parts that `#` joins, or at the start of a preamble. */
function followsEquals(before: string, text: string, at: number): boolean {
  const own = text.slice(0, at).trimEnd();
  const last = (own === "" ? before.slice(-200).trimEnd() : own).at(-1);
  return last === "=" || last === "#" || last === "{" || last === "(";
}

function isNextAt(text: string, at: number): boolean {
  nextHere.lastIndex = at;
  return /\s/.test(text.charAt(at - 1)) && nextHere.test(text);
}
