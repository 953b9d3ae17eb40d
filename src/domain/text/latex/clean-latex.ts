import { createFormulaFinder } from "./formulas.js";
import { readCommand } from "./commands.js";
import { type LatexScan, type Piece, addPiece, closeGroup, openGroup } from "./pieces.js";
import { writeMath } from "./write-math.js";

export interface LatexOptions {
  /** The text is LaTeX throughout, as in BibTeX: every brace is a group's, `~` a space and `--` a dash. */
  readonly strict?: boolean;
}

/** A range of a text: from this UTF-16 code unit to before that one. */
type Range = readonly [start: number, end: number];

/** A text without its LaTeX, and where its parts have gone. */
export interface ReadableText {
  readonly text: string;
  /** Moves a range of the source to the text; one that cuts a formula takes the whole formula. */
  readonly move: (range: Range) => Range;
}

/**
 * LaTeX in titles, abstracts and names as plain Unicode: `\'{e}` is é, `\emph{x}` x, `$\tilde{O}(\sqrt{n})$` Õ(√n). Text
 * without LaTeX comes back as it is, and so do prices and paths: `$5 and $10`, `C:\new`.
 */
export function cleanLatex(text: string, { strict = false }: LatexOptions = {}): string {
  return hasLatex(text, strict) ? joinPieces(cutPieces(text, strict)).normalize("NFC") : text;
}

/** The same for a text of which ranges are known, such as the words that a query found. */
export function readLatex(source: string): ReadableText {
  if (!hasLatex(source, false)) return { text: source, move: (range) => range };
  const pieces = cutPieces(source, false);
  return {
    text: joinPieces(pieces),
    move: ([start, end]) => [findPlace(pieces, start, "start"), findPlace(pieces, end, "end")],
  };
}

function hasLatex(text: string, strict: boolean): boolean {
  return strict || /[\\$]/.test(text);
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
    if (formula) addPiece(scan, formula.to, writeMath(formula.inner).normalize("NFC"));
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

/** What LaTeX's fonts make of signs beside each other; longest first. */
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

/** Braces around letters go where the text has LaTeX besides: `{a, b}` may be a set, and `{BERT}` keeps capitals. */
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
