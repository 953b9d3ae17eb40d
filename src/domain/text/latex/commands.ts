import { readAccent } from "./accents.js";
import { addPiece, dropSpaceBefore, findGroupEnd, type LatexScan, openArgument } from "./pieces.js";
import { readQuantity } from "./quantities.js";
import { isMathStructure, readMathCommand } from "./write-math.js";
import { writeScript } from "./notation.js";
import { findLetter, findSymbol, functions, pointers, relations, silent, spaces, wrappers } from "./symbols.js";

/** Reads the text command that begins with this backslash. An unknown command may not be LaTeX and is kept. */
export function readCommand(scan: LatexScan): void {
  const name = matchHere(scan, /\\([A-Za-z]+)\*?/y);
  if (readAccent(scan)) return;
  if (name) readNamed(scan, { name: name[1]!, end: scan.at + name[0].length });
  else readSign(scan);
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
  const { source, strict } = scan;
  const { name, end } = command;
  const symbol = findLetter(name) ?? findSymbol(name) ?? relations.get(name);
  const argument = skipSpace(source, end);
  const hasArgument = source[argument] === "{";
  const isDropped = pointers.has(name) || (strict && name === "footnote");
  const quote = hasArgument && !isDropped ? quotes[name] : undefined;
  const quantity = strict || name !== "unit" ? readQuantity(scan, name, end) : undefined;
  if (isPartOfPath(scan)) readUnknown(scan, command);
  else if (quantity) addPiece(scan, quantity.to, quantity.text);
  else if (symbol !== undefined) readSymbol(scan, command, symbol);
  else if (quote) {
    if (quote[0].startsWith(" ")) dropSpaceBefore(scan);
    openArgument(scan, argument + 1, quote);
  } else if (isDropped) readPointer(scan, command);
  else if (/^(?:href|hyperlink|textcolor|switchargs)$/.test(name)) readSecondArgument(scan, argument);
  else if (name === "textsuperscript" && hasArgument) readSuperscript(scan, argument);
  else if (wrappers.has(name)) {
    if (hasArgument) openArgument(scan, argument + 1);
    else addPiece(scan, end, "");
  } else if (silent.has(name)) addPiece(scan, argument, "");
  else if (spaces.has(name)) addPiece(scan, end, " ");
  else if (strict && dimension.test(name)) readDimension(scan, command);
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

/** As in LaTeX, no space follows these; after other symbols, one is often meant. */
const swallowsSpace = /^(?:slash|hyphen|[Dd]ash|guil\w+left|og|textquote(?:dbl)?left|quote(?:dbl|singl)base)$/;

function readSymbol(scan: LatexScan, { name, end }: NamedCommand, symbol: string): void {
  const { source } = scan;
  if (source.startsWith("{}", end)) return addPiece(scan, end + 2, symbol);
  if (/[\^_]/.test(source[end] ?? "") && findLetter(name) === undefined) {
    const { text, to } = readMathCommand(source, scan.at);
    return addPiece(scan, to, text);
  }
  const next = skipSpace(source, end);
  const isInWord = findLetter(name) !== undefined && /\p{Ll}/u.test(source[next] ?? "");
  addPiece(scan, isInWord || swallowsSpace.test(name) ? next : end, symbol);
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

/** Commands with a length: `\kern-.1em`, `\raise 0.5ex`. */
const dimension = /^(?:m?kern|raise|lower|[hvm]skip|[hv]glue)$/;
const dimensionValue = /\s*[-+]?[\d.]*\s*(?:em|ex|pt|pc|mm|cm|in|sp|mu)?\s?/y;

function readDimension(scan: LatexScan, { end }: NamedCommand): void {
  dimensionValue.lastIndex = end;
  dimensionValue.exec(scan.source);
  addPiece(scan, dimensionValue.lastIndex, "");
}

const options = /\*?(?:\[[^\][{}]{0,200}\]){0,2}\s?/y;

function readPointer(scan: LatexScan, { name, end }: NamedCommand): void {
  options.lastIndex = end;
  const argument = end + (options.exec(scan.source)?.[0].length ?? 0);
  const to = findGroupEnd(scan, argument);
  if (to === undefined && !scan.strict) return addPiece(scan, end);
  // A reference follows a word, but a phantom may be before one.
  if (!/phantom|noopsort/.test(name)) dropSpaceBefore(scan);
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
  const plain = power.replace(/\\text(?:minus|endash)\s*(?:\{\})?|[$\s{}]|--?|–/g, (found) =>
    /^[$\s{}]$/.test(found) ? "" : "−",
  );
  if (to !== undefined && /^(?:[+−]?[\dn]+|\d?[+−])$/.test(plain)) addPiece(scan, to, writeScript(plain, "^"));
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
  // Without an argument, or with `{}` as its end, it is the name of something: `\ConTeXt{}`.
  if (scan.source.startsWith("{}", end)) addPiece(scan, end + 2, name);
  else if (scan.source[argument] === "{") openArgument(scan, argument + 1);
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
