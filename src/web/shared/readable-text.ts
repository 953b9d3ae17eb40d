import type { PageRange } from "./api-types.js";
import { letters, relations, silent, textAccents, wrappers } from "./latex-symbols.js";
import { writeMath } from "./readable-math.js";

/** A text without its LaTeX, and where its parts have gone. */
export interface ReadableText {
  readonly text: string;
  /** Moves a range of the source to the text; one that cuts a formula takes the whole formula. */
  readonly move: (range: PageRange) => PageRange;
}

/**
 * Makes an abstract or a title readable in which LaTeX was left: formulas between dollar signs or `\(…\)`, `\emph{…}`,
 * accents such as `\'{e}`, escaped signs. Text without any stays as it is, prices in dollars included.
 */
export function readLatex(source: string): ReadableText {
  if (!/[$\\]/.test(source)) return { text: source, move: (range) => range };
  const pieces = cutPieces(source);
  return {
    text: pieces.map(({ text }) => text).join(""),
    move: ([start, end]) => [findPlace(pieces, start, "start"), findPlace(pieces, end, "end")],
  };
}

/** `text` stands for the source from `from` to before `to`; a piece whose text is the source is plain. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isPlain: boolean;
}

/** In this order: formulas, escaped signs, accents, a group that only looks different, commands, braces, all else. */
const pattern = new RegExp(
  [
    /\$\$(?<display>[^$]+)\$\$/,
    /\$(?<inline>(?!\s)(?:[^$\\]|\\[^])*?(?<!\s))\$(?!\d)/,
    /\\\((?<round>[^]+?)\\\)/,
    /\\\[(?<square>[^]+?)\\\]/,
    /\\(?<escaped>[$%&#_{}])/,
    /\\(?<accent>['`^"~=.]|[cvuHkrdb](?![a-zA-Z]))\s*(?:\{\\?(?<braced>\p{L})\}|\\?(?<letter>\p{L}))/u,
    /\{\\(?<style>em|it|bf|tt|sc|rm|sl)(?![a-zA-Z])\s*/,
    /\\(?<cite>cite[a-z]*|ref|label|begin|end|vspace|hspace)\*?(?:\[[^\]]*\])?\{[^}]*\}/,
    /\\(?<href>href)\{[^}]*\}\{/,
    /\\(?<command>[a-zA-Z]+)\*?(?<opens>\{)?/,
    /\\(?<space>[\\, ])/,
    /(?<brace>[{}])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

function cutPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  // For each open brace what closes it: that of a command goes with it.
  const open: string[] = [];
  let from = 0;
  const add = (to: number, text: string) => {
    if (to > from) pieces.push({ from, to, text, isPlain: text === source.slice(from, to) });
    from = to;
  };
  for (const match of source.matchAll(pattern)) {
    add(match.index, source.slice(from, match.index));
    add(match.index + match[0].length, writePiece(match[0], match.groups ?? {}, open));
  }
  add(source.length, source.slice(from));
  return pieces;
}

function writePiece(whole: string, groups: Record<string, string | undefined>, open: string[]): string {
  const formula = groups["display"] ?? groups["inline"] ?? groups["round"] ?? groups["square"];
  if (formula !== undefined) return writeMath(formula);
  const { escaped, accent, style, href, command, space, brace } = groups;
  if (escaped !== undefined) return escaped;
  if (accent !== undefined) return `${groups["braced"] ?? groups["letter"]}${textAccents.get(accent)}`.normalize("NFC");
  if (style !== undefined || href !== undefined) {
    open.push("");
    return "";
  }
  if (command !== undefined) return writeCommand(whole, { command, opens: groups["opens"] !== undefined, open });
  if (space !== undefined) return " ";
  if (brace === "{") {
    open.push("}");
    return whole;
  }
  if (brace === "}") return open.pop() ?? whole;
  // What is left says where something stands, or what it cites, and nothing to read.
  return "";
}

interface Command {
  readonly command: string;
  readonly opens: boolean;
  readonly open: string[];
}

/** A command that nobody knows may be no LaTeX at all, such as a path of Windows, and stays. */
function writeCommand(whole: string, { command, opens, open }: Command): string {
  const symbol = letters.get(command) ?? relations.get(command);
  const isNote = command === "footnote";
  const isKnown = isNote || symbol !== undefined || wrappers.has(command) || silent.has(command);
  if (opens) open.push(isNote ? ")" : isKnown ? "" : "}");
  if (isNote) return " (";
  return isKnown ? (symbol ?? "") : whole;
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
