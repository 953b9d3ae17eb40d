/** `text` replaces the source from `from` to before `to`; in a plain piece it is the source itself. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isPlain: boolean;
  /** Whether the source is a formula with its delimiters. */
  readonly isFormula?: true;
}

/** An open brace. */
interface Group {
  /** The replacement of the closing brace; undefined for a literal brace. */
  readonly closing: string | undefined;
  /** Index of its piece. */
  readonly piece: number;
}

/** The state of reading a text: everything before `at` is in the pieces. */
export interface LatexScan {
  readonly source: string;
  readonly strict: boolean;
  at: number;
  readonly pieces: Piece[];
  readonly open: Group[];
  /** Indexes of the pieces that are braces around letters only. */
  readonly loneBraces: number[];
  /** The last unknown command, or several in a row. */
  unknown: { readonly from: number; readonly to: number };
  /** The closing brace of each opening brace; computed on first use. */
  closings?: Int32Array;
}

/** Adds the source up to before `to` as a piece, replaced by `text` if given. */
export function addPiece(scan: LatexScan, to: number, text?: string): void {
  if (to > scan.at) {
    const own = scan.source.slice(scan.at, to);
    scan.pieces.push({ from: scan.at, to, text: text ?? own, isPlain: text === undefined || text === own });
  }
  scan.at = to;
}

/** Adds a formula, which ends before `to`. */
export function addFormula(scan: LatexScan, to: number, text: string): void {
  scan.pieces.push({ from: scan.at, to, text, isPlain: false, isFormula: true });
  scan.at = to;
}

/** Removes white space or a tie (`~`) from the end of the pieces. */
export function dropSpaceBefore(scan: LatexScan): void {
  const last = scan.pieces.at(-1);
  const kept = last?.isPlain ? last.text.replace(/(?<![\s~])[\s~]{1,3}$/, "") : undefined;
  if (!last || kept === undefined || kept === last.text) return;
  scan.pieces.pop();
  const cut = last.from + kept.length;
  if (kept !== "") scan.pieces.push({ ...last, to: cut, text: kept });
  scan.pieces.push({ from: cut, to: last.to, text: "", isPlain: false });
}

/**
 * Reads an opening brace with the command before it, and replaces them by `before` and the closing brace by `after`.
 */
export function openArgument(scan: LatexScan, to: number, [before, after]: readonly [string, string] = ["", ""]): void {
  scan.open.push({ closing: after, piece: scan.pieces.length });
  addPiece(scan, to, before);
}

/** `{\em …}` and `{\'e}`: a group that begins with a command is LaTeX. */
const latexGroup = /\{\s*\\[A-Za-z'`^"~=.]/y;

/** Reads an opening brace without a command before it. */
export function openGroup(scan: LatexScan): void {
  latexGroup.lastIndex = scan.at;
  const isHidden = scan.strict || (scan.at !== scan.unknown.to && latexGroup.test(scan.source));
  scan.open.push({ closing: isHidden ? "" : undefined, piece: scan.pieces.length });
  addPiece(scan, scan.at + 1, isHidden ? "" : undefined);
}

export function closeGroup(scan: LatexScan): void {
  const group = scan.open.pop();
  const place = scan.pieces.length;
  const closing = group ? group.closing : scan.strict ? "" : undefined;
  addPiece(scan, scan.at + 1, closing);
  if (group && closing === undefined && isLoneWord(scan, group.piece, place)) scan.loneBraces.push(group.piece, place);
}

const maxWordPieces = 8;

/**
 * Whether braces contain only letters and do not follow a letter: `foo{bar}` may be a command without its backslash.
 */
function isLoneWord({ source, pieces }: LatexScan, from: number, to: number): boolean {
  if (to - from > maxWordPieces || /\p{L}/u.test(source[pieces[from]!.from - 1] ?? "")) return false;
  const texts = pieces.slice(from + 1, to).map(({ text }) => text);
  return texts.length > 0 && /^[\p{L}\p{M}]+$/u.test(texts.join(""));
}

/** The index after the group that opens at an index; undefined if no group opens there or it is not closed. */
export function findGroupEnd(scan: LatexScan, at: number): number | undefined {
  if (scan.source[at] !== "{") return undefined;
  scan.closings ??= matchBraces(scan.source);
  const closing = scan.closings[at]!;
  return closing === 0 ? undefined : closing + 1;
}

/** Matches all braces at once, because searching for each would take quadratic time if none is closed. */
function matchBraces(source: string): Int32Array {
  const closings = new Int32Array(source.length);
  const open: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "{") open.push(at);
    else if (source[at] === "}") {
      const opening = open.pop();
      if (opening !== undefined) closings[opening] = at;
    }
  }
  return closings;
}
