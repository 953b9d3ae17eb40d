import { addPiece, dropSpaceBefore, findGroupEnd, type LatexScan, openArgument } from "./pieces.js";
import { isMathStructure, readMathCommand } from "./write-math.js";
import { writeScript } from "./notation.js";
import { functions, letterCommands, pointers, relations, silent, symbols, textAccents, wrappers } from "./symbols.js";

/** Reads the text command that begins with this backslash. An unknown command may not be LaTeX and is kept. */
export function readCommand(scan: LatexScan): void {
  const name = matchHere(scan, /\\([A-Za-z]+)\*?/y);
  if (readAccent(scan)) return;
  if (name) readNamed(scan, { name: name[1]!, end: scan.at + name[0].length });
  else readSign(scan);
}

/** A letter with or without braces; dotless letters by name. */
const letter = String.raw`(?:\{\s*(?:\\([ij])(?![A-Za-z])|(\p{L}))\s*\}|\\([ij])(?![A-Za-z])|(\p{L}))`;
const signAccent = new RegExp(String.raw`\\(['\x60^"~=.])\s*${letter}`, "uy");
const letterAccent = new RegExp(String.raw`\\([uvHrckdb])(?:\s+|(?=\{))${letter}`, "uy");
const contraction = /'(?:s|t|re|ve|ll|d|m)(?!\p{L})/uy;

function readAccent(scan: LatexScan): boolean {
  const { source, at, strict } = scan;
  contraction.lastIndex = at + 1;
  if (/\p{L}/u.test(source[at - 1] ?? "") && contraction.test(source)) {
    addPiece(scan, at + 2, "'");
    return true;
  }
  const match = matchHere(scan, signAccent) ?? matchHere(scan, letterAccent);
  if (!match) return false;
  const [whole, accent = "", ...letters] = match;
  const base = letters.find((found) => found !== undefined) ?? "";
  const composed = `${base}${textAccents.get(accent) ?? ""}`.normalize("NFC");
  // Without a Unicode letter it is not an accent but, outside LaTeX, an escaped quotation mark.
  addPiece(scan, at + whole.length, strict || [...composed].length === 1 ? composed : whole.replace("\\", ""));
  return true;
}

interface NamedCommand {
  readonly name: string;
  /** Index after the name. */
  readonly end: number;
}

/** Commands that enclose their argument in quotation marks. */
const quotes: Readonly<Record<string, readonly [before: string, after: string]>> = {
  enquote: ["“", "”"],
  mkbibquote: ["“", "”"],
  footnote: [" (", ")"],
  mkbibparens: ["(", ")"],
};

function readNamed(scan: LatexScan, command: NamedCommand): void {
  const { source } = scan;
  const { name, end } = command;
  const symbol = letterCommands.get(name) ?? symbols.get(name) ?? relations.get(name);
  const argument = skipSpace(source, end);
  const hasArgument = source[argument] === "{";
  const quote = hasArgument ? quotes[name] : undefined;
  if (isPartOfPath(scan)) readUnknown(scan, command);
  else if (symbol !== undefined) readSymbol(scan, command, symbol);
  else if (quote) {
    if (quote[0].startsWith(" ")) dropSpaceBefore(scan);
    openArgument(scan, argument + 1, quote);
  } else if (pointers.has(name)) readPointer(scan, command);
  else if (/^(?:href|hyperlink|textcolor)$/.test(name)) readSecondArgument(scan, argument);
  else if (name === "textsuperscript" && hasArgument) readSuperscript(scan, argument);
  else if (wrappers.has(name)) {
    if (hasArgument) openArgument(scan, argument + 1);
    else addPiece(scan, end, "");
  } else if (silent.has(name)) addPiece(scan, argument, "");
  else if (functions.has(name)) readFunction(scan, command);
  else if (isMathStructure(name)) {
    const { text, to } = readMathCommand(source, scan.at);
    addPiece(scan, to, text);
  } else readUnknown(scan, command);
}

/** In `C:\new\to`, text that follows an unknown command is not a command either. */
function isPartOfPath({ source, strict, at, unknown }: LatexScan): boolean {
  return !strict && at === unknown.to && source[unknown.from - 1] === ":";
}

function readSymbol(scan: LatexScan, { name, end }: NamedCommand, symbol: string): void {
  const { source } = scan;
  if (source.startsWith("{}", end)) return addPiece(scan, end + 2, symbol);
  if (/[\^_]/.test(source[end] ?? "") && letterCommands.get(name) === undefined) {
    const { text, to } = readMathCommand(source, scan.at);
    return addPiece(scan, to, text);
  }
  const next = skipSpace(source, end);
  const isInWord = letterCommands.get(name) !== undefined && /\p{Ll}/u.test(source[next] ?? "");
  addPiece(scan, isInWord || name === "slash" ? next : end, symbol);
}

function readFunction(scan: LatexScan, { name, end }: NamedCommand): void {
  const { source } = scan;
  const isArgument = source[end] === "{";
  const before = /[\p{L}\p{N}]/u.test(source[scan.at - 1] ?? "") ? " " : "";
  const after = isArgument || /[\p{L}\p{N}\\]/u.test(source[end] ?? "") ? " " : "";
  const text = `${before}${name}${after}`;
  if (isArgument) openArgument(scan, end + 1, [text, ""]);
  else addPiece(scan, end, text);
}

const options = /\*?(?:\[[^\][{}]{0,200}\]){0,2}\s?/y;

function readPointer(scan: LatexScan, { end }: NamedCommand): void {
  options.lastIndex = end;
  const argument = end + (options.exec(scan.source)?.[0].length ?? 0);
  const to = findGroupEnd(scan, argument);
  if (to === undefined && !scan.strict) return addPiece(scan, end);
  dropSpaceBefore(scan);
  addPiece(scan, to ?? end, "");
}

/** The first argument is an address or a colour. */
function readSecondArgument(scan: LatexScan, argument: number): void {
  const first = findGroupEnd(scan, argument);
  const second = first === undefined ? -1 : skipSpace(scan.source, first);
  if (scan.source[second] === "{") openArgument(scan, second + 1);
  else addPiece(scan, first ?? argument, first === undefined ? undefined : "");
}

/** `10\textsuperscript{3}` must not become 103, but `1\textsuperscript{st}` becomes 1st. */
function readSuperscript(scan: LatexScan, argument: number): void {
  const to = findGroupEnd(scan, argument);
  const power = to === undefined ? "" : scan.source.slice(argument + 1, to - 1).trim();
  if (to !== undefined && /^[-+−–]?[\dn]+$/.test(power)) addPiece(scan, to, writeScript(power.replace("–", "−"), "^"));
  else openArgument(scan, argument + 1);
}

/** Records that have lost their braces contain `\emphfast`. */
const joinedEmphasis = /^(?:emph|textit|textbf|texttt|textsc|textrm|textsf|textsl)(?=[A-Za-z])/;

function readUnknown(scan: LatexScan, { name, end }: NamedCommand): void {
  const joined = joinedEmphasis.exec(name)?.[0];
  if (joined !== undefined) return addPiece(scan, scan.at + 1 + joined.length, "");
  scan.unknown = { from: scan.at === scan.unknown.to ? scan.unknown.from : scan.at, to: end };
  if (!scan.strict) return addPiece(scan, end);
  const argument = skipSpace(scan.source, end);
  if (scan.source[argument] === "{") openArgument(scan, argument + 1);
  else addPiece(scan, end, name);
}

/** A backslash before a non-letter: an escaped character, a space, or a line-break hint. */
function readSign(scan: LatexScan): void {
  const sign = scan.source[scan.at + 1] ?? "";
  const text = writeSign(sign, scan.source[scan.at + 2] ?? "", scan.strict);
  // Outside LaTeX, two backslashes begin a network path, and the second does not begin a command.
  addPiece(scan, scan.at + (text === undefined && sign !== "\\" ? 1 : 1 + sign.length), text);
}

function writeSign(sign: string, next: string, strict: boolean): string | undefined {
  if (/^[$%&#_{}]$/.test(sign)) return sign;
  if (/^\s$/.test(sign)) return " ";
  if (sign === "-") return "";
  if (sign === "|") return "‖";
  if (strict) return /^[!/@]?$/.test(sign) ? "" : /^[\\,;:>]$/.test(sign) ? " " : sign;
  if (sign === "\\") return next === "" || /\s/.test(next) ? " " : undefined;
  if (/^[,;!]$/.test(sign) && /\S/.test(next)) return sign === "!" ? "" : " ";
  return undefined;
}

function matchHere(scan: LatexScan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  return pattern.exec(scan.source);
}

function skipSpace(source: string, at: number): number {
  let place = at;
  while (/\s/.test(source[place] ?? "")) place += 1;
  return place;
}
