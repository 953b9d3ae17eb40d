import { createFormulaFinder } from "./formulas.js";
import { readCommand } from "./commands.js";
import { type LatexScan, type Piece, addFormula, addPiece, closeGroup, openGroup } from "./pieces.js";
import { writeMath } from "./write-math.js";

export interface LatexOptions {
  /** Whether the whole text is LaTeX, as in BibTeX: every brace delimits a group, `~` is a space and `--` a dash. */
  readonly strict?: boolean;
}

/** A range of a text in UTF-16 code units; the end is exclusive. */
type Range = readonly [start: number, end: number];

/** A text without its LaTeX, and mappings of ranges between the two. */
export interface ReadableText {
  readonly text: string;
  /** Maps a range of the text back to the source; a range that splits a formula is extended to the whole formula. */
  readonly restore: (range: Range) => Range;
  /** Maps a range of the source to the text; a range that splits a formula is extended to the whole formula. */
  readonly move: (range: Range) => Range;
}

/**
 * Converts LaTeX in titles, abstracts and names to plain Unicode: `\'{e}` to é, `\emph{x}` to x,
 * `$\tilde{O}(\sqrt{n})$` to Õ(√n). Text without LaTeX is unchanged, and so are prices and paths: `$5 and $10`,
 * `C:\new`.
 */
export function cleanLatex(text: string, { strict = false }: LatexOptions = {}): string {
  return hasLatex(text, strict) ? joinPieces(cutPieces(text, strict)).normalize("NFC") : text;
}

/** The same for a text with ranges, such as highlighted words. */
export function readLatex(source: string): ReadableText {
  if (!hasLatex(source, false)) return { text: source, move: (range) => range, restore: (range) => range };
  const pieces = cutPieces(source, false);
  return {
    text: joinPieces(pieces),
    move: ([start, end]) => [findPlace(pieces, start, "start"), findPlace(pieces, end, "end")],
    restore: ([start, end]) => [findSource(pieces, start, "start"), findSource(pieces, end, "end")],
  };
}

/** A part of a readable text; of a formula, also its LaTeX with delimiters. */
export interface ReadablePart {
  readonly text: string;
  readonly formula?: string;
}

/** The same in parts, so that a formula can be kept as it is. */
export function splitReadable(source: string): readonly ReadablePart[] {
  if (!hasLatex(source, false)) return [{ text: source }];
  return cutPieces(source, false).map(({ from, to, text, isFormula }) =>
    isFormula ? { text, formula: source.slice(from, to) } : { text },
  );
}

function hasLatex(text: string, strict: boolean): boolean {
  return strict || text.includes("\\") || text.includes("$");
}

function joinPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

const specials = /[\\${}]/g;
const strictSpecials = /[\\${}~]|--|``|''/g;

/** Reads the text once, from left to right. */
function cutPieces(source: string, strict: boolean): Piece[] {
  const scan: LatexScan = {
    source,
    strict,
    at: 0,
    pieces: [],
    open: [],
    loneBraces: [],
    unknown: { from: -1, to: -1 },
  };
  const findFormula = createFormulaFinder(source);
  const pattern = strict ? strictSpecials : specials;
  while (scan.at < source.length) {
    pattern.lastIndex = scan.at;
    const special = pattern.exec(source)?.index ?? source.length;
    addPiece(scan, special);
    if (special === source.length) break;
    const formula = findFormula(special);
    if (formula) addFormula(scan, formula.to, writeMath(formula.inner).normalize("NFC"));
    else readSpecial(scan, source[special]!);
  }
  dropLoneBraces(scan);
  return scan.pieces;
}

function readSpecial(scan: LatexScan, sign: string): void {
  if (sign === "\\") readCommand(scan);
  else if (sign === "{") openGroup(scan);
  else if (sign === "}") closeGroup(scan);
  else if (sign === "$") addPiece(scan, scan.at + 1);
  else readTypography(scan);
}

/** Ligatures of LaTeX fonts; longest first. */
const typography = [
  ["~", " "],
  ["---", "—"],
  ["--", "–"],
  ["``", "“"],
  ["''", "”"],
] as const;

function readTypography(scan: LatexScan): void {
  const [sign, text] = typography.find(([signs]) => scan.source.startsWith(signs, scan.at)) ?? ["-", "-"];
  addPiece(scan, scan.at + sign.length, text);
}

/**
 * Removes braces around letters if the text contains other LaTeX: `{BERT}` keeps capitals, but `{a, b}` may be a set.
 */
function dropLoneBraces({ pieces, loneBraces }: LatexScan): void {
  if (pieces.every(({ isPlain }) => isPlain)) return;
  for (const place of loneBraces) pieces[place] = { ...pieces[place]!, text: "", isPlain: false };
}

function findPlace(pieces: readonly Piece[], at: number, side: "start" | "end"): number {
  let place = 0;
  for (const { from, to, text, isPlain } of pieces) {
    const isHere = side === "start" ? at < to : at <= to;
    if (isHere && isPlain) return place + Math.max(at - from, 0);
    if (isHere) return side === "start" ? place : place + text.length;
    place += text.length;
  }
  return place;
}

function findSource(pieces: readonly Piece[], place: number, side: "start" | "end"): number {
  let before = 0;
  for (const { from, to, text, isPlain } of pieces) {
    const after = before + text.length;
    const isHere = side === "start" ? place < after : place <= after && text !== "";
    if (isHere && isPlain) return from + Math.max(place - before, 0);
    if (isHere) return side === "start" ? from : to;
    before = after;
  }
  return pieces.at(-1)?.to ?? 0;
}
