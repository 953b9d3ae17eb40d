import {
  latexAccents,
  latexLetters,
  latexPointers,
  latexSwitches,
  latexSymbols,
  latexWrappers,
} from "./latex-symbols.js";

export interface LatexOptions {
  /** The text is LaTeX throughout, as in BibTeX: every brace is a group's, `~` a space and `--` a dash. */
  readonly strict?: boolean;
}

/**
 * LaTeX in titles, abstracts and names as plain Unicode: `\'{e}` is é, `\emph{x}` x, `$\alpha$` α. Text without LaTeX
 * comes back as it is, and so does money: `$5 and $10`.
 */
export function cleanLatex(text: string, { strict = false }: LatexOptions = {}): string {
  if (!strict && !/[\\$]/.test(text)) return text;
  const hidden = hideEscapes(text);
  const plain = replaceMath(hidden).map((part) => (part.isMath ? cleanMath(part.text) : cleanProse(part.text, strict)));
  return showEscapes(plain.join("")).normalize("NFC");
}

/** `\{` and its like stand for themselves and must survive the search for groups and formulas. */
const escapes = ["{", "}", "$", "%", "&", "_", "#"];
const firstHidden = 0xe000;

function hideEscapes(text: string): string {
  return text.replace(/\\([{}$%&_#])/g, (_, sign: string) => String.fromCharCode(firstHidden + escapes.indexOf(sign)));
}

function showEscapes(text: string): string {
  return text.replace(/[\uE000-\uE006]/g, (sign) => escapes[sign.charCodeAt(0) - firstHidden] ?? sign);
}

interface Part {
  readonly text: string;
  readonly isMath: boolean;
}

/** As Pandoc has it: no space inside the dollars, no digit after them; and something that money would not have. */
const mathPattern =
  /\$\$([^$]+)\$\$|\\\(([\s\S]{1,300}?)\\\)|\\\[([\s\S]{1,300}?)\\\]|\$(?=[^\s$])([^$]{0,300}?[^\s$\\]|[^\s$])\$(?!\d)/g;

function replaceMath(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(mathPattern)) {
    const [whole, display, round, square, inline] = match;
    if (inline !== undefined && !looksLikeMath(inline)) continue;
    parts.push({ text: text.slice(end, match.index), isMath: false });
    parts.push({ text: display ?? round ?? square ?? inline ?? "", isMath: true });
    end = match.index + whole.length;
  }
  return [...parts, { text: text.slice(end), isMath: false }];
}

function looksLikeMath(text: string): boolean {
  return /[\\^_{}=<>+*/|()]/.test(text) || /^\p{L}{1,3}'*$/u.test(text) || /^-?[\d.,]+$/.test(text);
}

function cleanMath(text: string): string {
  const unwrapped = unwrapCommands(replaceAccents(text));
  return unwrapped
    .replace(/\\(?:q?quad(?![A-Za-z])|[,;:!> ])/g, " ")
    .replace(/\\([A-Za-z]+)(\s*)/g, (_, name: string, space: string) => {
      const symbol = latexSymbols[name] ?? latexLetters[name];
      // The space after a command only ends its name; that around a relation is read all the same.
      return symbol !== undefined && /^\p{L}$/u.test(symbol) ? symbol : `${symbol ?? name}${space}`;
    })
    .replace(/[{}]/g, "")
    .replace(/\\\\/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function cleanProse(text: string, strict: boolean): string {
  let plain = unwrapCommands(replaceLetters(replaceAccents(text)));
  plain = plain.replace(/\\([A-Za-z]+)(\{\}|(?![A-Za-z]))/g, (whole, name: string) => latexSymbols[name] ?? whole);
  plain = plain
    .replace(/\\[,;!](?=\S)|\\ /g, " ")
    .replace(/\\\\(?=\s|$)/g, " ")
    .replace(/\\-/g, "");
  // A group that LaTeX's own spelling asked for holds letters only; `{a, b}` may be a set.
  if (!strict) return plain === text ? text : plain.replace(/\{([\p{L}\p{M}]+)\}/gu, "$1");
  return plain
    .replace(/[{}]/g, "")
    .replace(/~/g, " ")
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/``/g, "“")
    .replace(/''/g, "”");
}

const letter = String.raw`(\\[ij](?![A-Za-z])|\p{L})`;
const signAccents = new RegExp(String.raw`\\([\x60'^"~=.])\s*(?:\{\s*${letter}\s*\}|${letter})`, "gu");
const letterAccents = new RegExp(String.raw`\\([uvHrckdb])(?:\s*\{\s*${letter}\s*\}|\s+${letter})`, "gu");

function replaceAccents(text: string): string {
  if (!text.includes("\\")) return text;
  const compose = (whole: string, accent: string, ...letters: unknown[]) => {
    const base = letters.slice(0, 2).join("").replace(/^\\/, "");
    const composed = `${base}${latexAccents[accent] ?? ""}`.normalize("NFC");
    // What Unicode has no letter for is no accent but a quote that something escaped.
    return [...composed].length === 1 ? composed : whole.replace("\\", "");
  };
  return text
    .replace(/(?<=\p{L})\\'(?=(?:s|t|re|ve|ll|d|m)\b)/gu, "'")
    .replace(signAccents, compose)
    .replace(letterAccents, compose);
}

const letterNames = Object.keys(latexLetters)
  .toSorted((a, b) => b.length - a.length)
  .join("|");
const letterCommands = new RegExp(String.raw`\\(${letterNames})(?![A-Za-z])(?:\{\}|\s+(?=\p{Ll}))?`, "gu");

function replaceLetters(text: string): string {
  return text.replace(letterCommands, (_, name: string) => latexLetters[name] ?? "");
}

const pointers = new RegExp(
  String.raw`\s?~?\\(?:${latexPointers.join("|")})\*?(?:\[[^\][{}]{0,200}\]){0,2}\s?\{[^{}]{0,500}\}`,
  "g",
);
const wrappers = new RegExp(String.raw`\\(${latexWrappers.join("|")})\*?\s*\{([^{}]*)\}`, "g");
const switches = new RegExp(String.raw`\\(?:${latexSwitches.join("|")})(?![A-Za-z])\s*`, "g");
/** Groups nest a few deep at most; each turn takes away the innermost. */
const deepest = 8;

function unwrapCommands(text: string): string {
  let plain = text.replace(pointers, "").replace(/\{(\\(?:em|bf|it|rm|sc|tt|sl|sf)\s+[^{}]*)\}/g, "$1");
  plain = plain.replace(switches, "");
  for (let turn = 0; turn < deepest; turn += 1) {
    const next = plain
      .replace(/\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, "$1")
      .replace(/\s*\\footnote\s*\{([^{}]*)\}/g, " ($1)")
      .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, over: string, under: string) => `${over}/${under}`)
      .replace(wrappers, (_, name: string, inner: string) => (name === "sqrt" ? `√${inner}` : inner));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}
