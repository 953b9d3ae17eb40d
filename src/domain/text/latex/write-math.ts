import { encloseDivisor, encloseSum, addMark, writeScript } from "./notation.js";
import { doubleStruck, findLetter, findSymbol, mathAccents, relations, silent, wrappers } from "./symbols.js";

/**
 * Converts a LaTeX formula to plain characters: `\alpha_i \in \mathbb{R}^n` to αᵢ ∈ ℝⁿ. Anything without a character
 * keeps its name, so nothing is lost: `\log n` becomes log n, `x_{data}` becomes x_data.
 */
export function writeMath(source: string): string {
  const reader = createReader(source, 0);
  const parts: string[] = [];
  // An unmatched closing brace ends the group early, so reading continues after it.
  while (reader.at < source.length) parts.push(readGroup(reader));
  return parts.join("").replace(/\s+/g, " ").trim();
}

/** Reads a math command in prose, with its arguments, subscript and superscript. */
export function readMathCommand(source: string, at: number): { readonly text: string; readonly to: number } {
  const reader = createReader(source, at);
  let text = readItem(reader).trim();
  for (;;) {
    scriptSign.lastIndex = reader.at;
    if (!scriptSign.test(source)) break;
    text += readItem(reader);
  }
  return { text: text.replace(/\s+/g, " ").normalize("NFC"), to: reader.at };
}

/** In prose, a subscript or superscript must be a group, a command or a single letter. */
const scriptSign = /[\^_](?=\{|\\|[A-Za-z\d*](?![A-Za-z\d]))/y;

/** Whether a command is a math command with arguments. */
export function isMathStructure(name: string): boolean {
  return structures.has(name) || mathAccents.get(name) !== undefined || isJoinedName.test(name);
}

interface Reader {
  readonly source: string;
  at: number;
  /** Number of open braces and arguments. */
  depth: number;
  /** Within a text argument, where a hyphen is not a minus sign. */
  isText: boolean;
  /** Whether the last item is the name of a function, such as log. */
  isName: boolean;
}

function createReader(source: string, at: number): Reader {
  return { source, at, depth: 0, isText: false, isName: false };
}

/** Formulas nest a few levels; beyond this depth, braces and commands are ignored to prevent a stack overflow. */
const maxDepth = 40;

/** Reads up to the closing brace of the group, or to the end. */
function readGroup(reader: Reader): string {
  const parts: string[] = [];
  let last = "";
  while (reader.at < reader.source.length) {
    if (reader.source[reader.at] === "}") {
      reader.at += 1;
      break;
    }
    const followsName = reader.isName;
    reader.isName = false;
    const item = readItem(reader);
    if (item === "") continue;
    // Separates names from adjacent letters and numbers: `n\log n`.
    const isBesideName = followsName
      ? /^[\p{Lu}\p{Ll}\p{Nd}√]/u.test(item)
      : /^[a-zA-Z]{2}/.test(item) && isWordEnd(last);
    if (isBesideName) parts.push(" ");
    parts.push(item);
    last = item;
  }
  return parts.join("");
}

function isWordEnd(item: string): boolean {
  return /[\p{L}\p{N})]$/u.test(item.slice(-2));
}

function readItem(reader: Reader): string {
  const character = takeCharacter(reader);
  if (reader.depth >= maxDepth) return /[{}\\^_$]/.test(character) ? "" : character;
  reader.depth += 1;
  const text = readAfter(character, reader);
  reader.depth -= 1;
  return text;
}

function readAfter(character: string, reader: Reader): string {
  switch (character) {
    case "{":
      return readGroup(reader);
    case "_":
      return writeScript(readArgument(reader), "_");
    case "^":
      return writeScript(readArgument(reader), "^");
    case "\\":
      return readCommand(reader);
    case "-":
      return reader.isText ? "-" : "−";
    case "'":
      return reader.isText ? "'" : "′";
    case "~":
    case "&":
      return " ";
    case "$":
      return "";
    default:
      return character;
  }
}

function readArgument(reader: Reader): string {
  while (/\s/.test(reader.source[reader.at] ?? "")) reader.at += 1;
  const isThere = reader.at < reader.source.length && reader.source[reader.at] !== "}";
  const text = isThere ? readItem(reader) : "";
  reader.isName = false;
  return text;
}

function readCommand(reader: Reader): string {
  const root = matchAt(joinedRoot, reader);
  if (root) return `√(${root[1]})`;
  const name = takeName(reader);
  const symbol = findSymbol(name) ?? findLetter(name);
  if (symbol !== undefined) return symbol;
  const relation = relations.get(name);
  if (relation !== undefined) return ` ${relation} `;
  const mark = mathAccents.get(name);
  if (mark !== undefined) return addMark(readArgument(reader).trim(), mark);
  if (wrappers.has(name)) return readWrapped(name, reader);
  if (silent.has(name)) {
    // `\left.` is an invisible bracket.
    if (/^(?:left|right)$/.test(name) && reader.source[reader.at] === ".") reader.at += 1;
    return "";
  }
  return readStructure(name, reader);
}

/** Text keeps its hyphens; math letters do not. */
function readWrapped(name: string, reader: Reader): string {
  const before = reader.isText;
  reader.isText ||= /^(?:text|mathrm|mathsf|mathtt|mathit|operatorname|mbox|hbox|emph)/.test(name);
  const text = readArgument(reader);
  reader.isText = before;
  return text;
}

const structures = new Set(
  "frac dfrac tfrac cfrac sfrac nicefrac sqrt binom mathbb mathds overset underset".split(" "),
);

function readStructure(name: string, reader: Reader): string {
  if (name.endsWith("frac") && structures.has(name)) {
    return `${encloseSum(readArgument(reader))}/${encloseDivisor(readArgument(reader))}`;
  }
  if (name === "sqrt") return `${readRoot(reader)}√${encloseDivisor(readArgument(reader))}`;
  if (name === "binom") return `(${readArgument(reader)} choose ${readArgument(reader)})`;
  if (name === "overset" || name === "underset") {
    const above = writeScript(readArgument(reader), name === "overset" ? "^" : "_");
    return readArgument(reader).trim() + above;
  }
  if (name === "mathbb" || name === "mathds")
    return [...readArgument(reader)].map((letter) => doubleStruck.get(letter) ?? letter).join("");
  if (name === "begin" || name === "end") return skipEnvironment(name, reader);
  if (name === "|") return "‖";
  if (name === "!" || name === "/" || name === "-") return "";
  if (/^(?:[,;:>\s\\]|q?quad|)$/.test(name)) return " ";
  reader.isName = /^[a-zA-Z]{2}/.test(name);
  return name;
}

/** The name of an environment, and the columns of an array. */
function skipEnvironment(name: string, reader: Reader): string {
  const kind = readArgument(reader);
  if (name === "begin" && /^(?:array|tabular)/.test(kind)) readArgument(reader);
  return " ";
}

/** `[3]` of `\sqrt[3]{n}` as ³. */
function readRoot(reader: Reader): string {
  const root = matchAt(/\[([^\]]{0,20})\]/y, reader);
  return root ? writeScript(root[1] ?? "", "^") : "";
}

function takeCharacter(reader: Reader): string {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0x20);
  reader.at += character.length;
  return character;
}

const joinedRoot = /sqrt([A-Za-z]{2,3})(?![A-Za-z])/y;

/** Records that have lost their braces contain `\mathcalO`, `\mathrmpoly` and `\sqrtNT`. */
const joined =
  "(?:mathcal|mathbb|mathbf|mathrm|mathsf|mathit|emph|textsc|textrm|textbf|textit)(?=[A-Za-z])|" +
  "(?:boldsymbol|bm|bf|log|sqrt|widetilde|tilde|widehat|hat|bar|vec)(?=[A-Za-z](?![A-Za-z]))";
const joinedName = new RegExp(joined, "y");
const isJoinedName = new RegExp(`^(?:${joined}|${joinedRoot.source})`);

/** Letters, or a single other character. */
function takeName(reader: Reader): string {
  const known = matchAt(joinedName, reader)?.[0];
  const name = known ?? matchAt(/[a-zA-Z]+|[^]/y, reader)?.[0] ?? "";
  if (name.length > 1) matchAt(/\*(?=\{)/y, reader);
  return name;
}

function matchAt(pattern: RegExp, reader: Reader): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match) reader.at = pattern.lastIndex;
  return match;
}
