import {
  accents,
  doubleStruck,
  letters,
  relations,
  silent,
  subscripts,
  superscripts,
  wrappers,
} from "./latex-symbols.js";

/**
 * Writes a formula of LaTeX in plain characters: `\alpha_i \in \mathbb{R}^n` as αᵢ ∈ ℝⁿ. What has no character of its own
 * keeps its name, so nothing is lost: `\log n` is log n, `x_{max}` stays x_max.
 */
export function writeMath(source: string): string {
  const reader: Reader = { source, at: 0 };
  let text = "";
  // A brace that closes nothing ends a group that was not opened; what follows it is read on.
  while (reader.at < source.length) text += readGroup(reader);
  return text.replace(/\s+/g, " ").trim();
}

interface Reader {
  readonly source: string;
  at: number;
}

/** Reads up to the brace that closes the group, or to the end. */
function readGroup(reader: Reader): string {
  let text = "";
  while (reader.at < reader.source.length) {
    const character = reader.source[reader.at]!;
    if (character === "}") {
      reader.at += 1;
      return text;
    }
    text = join(text, readItem(reader));
  }
  return text;
}

/** A name that follows a letter or a number is set apart from it: `n\log n`. */
function join(text: string, item: string): string {
  return /^[a-zA-Z]{2}/.test(item) && /[\p{L}\p{N})]$/u.test(text) ? `${text} ${item}` : text + item;
}

function readItem(reader: Reader): string {
  const character = takeCharacter(reader);
  switch (character) {
    case "{":
      return readGroup(reader);
    case "_":
      return shift(readArgument(reader), "_");
    case "^":
      return shift(readArgument(reader), "^");
    case "\\":
      return readCommand(reader);
    case "-":
      return "−";
    case "'":
      return "′";
    case "~":
    case "&":
      return " ";
    default:
      return character;
  }
}

function readArgument(reader: Reader): string {
  while (reader.source[reader.at] === " ") reader.at += 1;
  return reader.at < reader.source.length && reader.source[reader.at] !== "}" ? readItem(reader) : "";
}

function readCommand(reader: Reader): string {
  const name = takeName(reader);
  const letter = letters.get(name);
  if (letter !== undefined) return letter;
  const relation = relations.get(name);
  if (relation !== undefined) return ` ${relation} `;
  const mark = accents.get(name);
  if (mark !== undefined) return putMark(readArgument(reader), mark);
  if (wrappers.has(name)) return readArgument(reader);
  if (silent.has(name)) return "";
  return readStructure(name, reader);
}

function readStructure(name: string, reader: Reader): string {
  if (/^[dt]?frac$/.test(name)) return `${enclose(readArgument(reader))}/${enclose(readArgument(reader))}`;
  if (name === "sqrt") return `${readRoot(reader)}√${enclose(readArgument(reader))}`;
  if (name === "mathbb" || name === "mathds")
    return [...readArgument(reader)].map((letter) => doubleStruck.get(letter) ?? letter).join("");
  if (name === "|") return "‖";
  if (name === "!") return "";
  if (/^([,;:> \\]|q?quad)$/.test(name)) return " ";
  return name;
}

/** `[3]` of `\sqrt[3]{n}` as ³. */
function readRoot(reader: Reader): string {
  const root = /^\[([^\]]*)\]/.exec(reader.source.slice(reader.at));
  if (!root) return "";
  reader.at += root[0].length;
  return shift(root[1] ?? "", "^");
}

function takeCharacter(reader: Reader): string {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at)!);
  reader.at += character.length;
  return character;
}

/** Letters, or one other sign. Records that lost their braces say `\mathcalO` and `\sqrtn`: the last letter is the argument. */
function takeName(reader: Reader): string {
  const rest = reader.source.slice(reader.at);
  const joined = /^(mathcal|mathbb|mathbf|mathrm|sqrt|tilde|hat)(?=[A-Za-z](?![A-Za-z]))/.exec(rest);
  const name = joined?.[0] ?? /^(?:[a-zA-Z]+|[^])?/.exec(rest)?.[0] ?? "";
  reader.at += name.length;
  return name;
}

function putMark(letter: string, mark: string): string {
  return [...letter].length === 1 ? (letter + mark).normalize("NFC") : letter;
}

/** Small letters below or above the line, where each has one. */
function shift(text: string, where: "_" | "^"): string {
  const small = where === "_" ? subscripts : superscripts;
  const trimmed = text.trim();
  const shifted = [...trimmed].map((character) => small.get(character));
  if (shifted.every((character) => character !== undefined)) return shifted.join("");
  return /^[\p{L}\p{N}]+$|^.$/u.test(trimmed) ? `${where}${trimmed}` : `${where}(${trimmed})`;
}

function enclose(text: string): string {
  return /^[\p{L}\p{N}\p{M}√.]*$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
}
