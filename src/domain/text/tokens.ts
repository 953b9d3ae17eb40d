import { spacedLetterPattern, unspacedRunPattern } from "./fold-text.js";

/**
 * Patterns for a token: what a text sets off by white space or punctuation, with the signs that belong to it. "C++",
 * ".NET", "A*", "10^6", "Node.js", "SO(3)" and "pre-training" are one token each.
 */
export const plainToken = buildPattern({ letter: "[a-z0-9]", short: "[a-z]", hyphen: "-", apostrophe: "'" }, "g");

/** The same for folded text with letters beyond a to z. */
export const foldedToken = buildPattern(
  { letter: spacedLetterPattern, short: "\\p{L}", hyphen: "-", apostrophe: "'" },
  "gu",
);

/** The same for text as it was written: soft hyphens and joiners, which folding removes, are part of a word. */
export const writtenToken = buildPattern(
  { letter: `(?:${spacedLetterPattern}|[\u00ad\u200c\u200d])`, short: "\\p{L}", hyphen: "\\-‐‑–", apostrophe: "'’" },
  "giu",
);

/** The same as `writtenToken` in plain ASCII text, and faster. */
export const writtenPlainToken = buildPattern(
  { letter: "[a-z0-9]", short: "[a-z]", hyphen: "-", apostrophe: "'" },
  "gi",
);

interface Alphabet {
  readonly letter: string;
  readonly short: string;
  readonly hyphen: string;
  readonly apostrophe: string;
}

function buildPattern({ letter, short, hyphen, apostrophe }: Alphabet, flags: string): RegExp {
  const alternatives = [
    // I/O, TCP/IP, AT&T
    `${short}{1,3}(?:[/&]${short}{1,3}){1,2}(?!${letter}|[+#&/])`,
    `(?<!${letter})\\.net(?!${letter})`,
    "°[cfk](?![a-z])|[±℃℉]",
    `k nearest(?!${letter})`,
    `${letter}+(?:[${hyphen}_${apostrophe}]${letter}+|\\^-?${letter}+|\\((?:[0-9]|lambda|[α-ω])\\)|` +
      `\\.(?:net|js|jl|cpp)(?!${letter}))*(?:\\+\\+[0-9]{0,2}|\\^?[*∗⋆]|[#♯+])?(?!${letter})`,
  ];
  const unspaced = flags.includes("u") ? [unspacedRunPattern] : [];
  return new RegExp([...unspaced, ...alternatives].join("|"), flags);
}

/** The longest chain of parts that has a joined form: "state-of-the-art" has only its parts. */
const maxJoinedParts = 3;

/**
 * The words of a folded token, to be indexed each.
 *
 * - A hyphenated token yields its parts and, for two or three parts, their joined form: "pre-training" is found by
 *   "pretraining" and by "training". Three or more letters followed by digits count as hyphenated, so "ResNet50" and
 *   "ResNet-50" yield the same words, and the rare joined one ranks the exact model first.
 * - A sign at the end makes a word of its own: "C++" is not "C", and "PointNet++" is also "PointNet".
 * - Powers, subscripts and arguments in brackets are joined to their letter: "L_1", "L^1" and "L1" are one word, and so
 *   are "SO(3)" and "SO3".
 */
export function splitToken(token: string): readonly string[] {
  if (/^\p{L}+$/u.test(token)) return [token];
  const [, body = token, sign = ""] = /^(.*[^\s.^*+#])(\+\+[0-9]*|\^?\*|[#+])$/.exec(token) ?? [];
  const words = splitBody(body);
  if (sign === "" || /^[0-9]+$/.test(body)) return words;
  return addSign(words, sign.replace("^", ""));
}

function splitBody(body: string): readonly string[] {
  if (/^[0-9]+\^-?[0-9]+$|^[°.±]/.test(body)) return [body];
  const [, dialect] = /^(ado|asp|ml|vb)\.net$/.exec(body) ?? [];
  if (dialect !== undefined) return [dialect, ".net", `${dialect}net`];
  if (body.endsWith(".net")) return [...splitBody(body.slice(0, -4)), "net"];
  return body.replace(contraction, "").split("'").flatMap(splitChain);
}

const contraction = /(?:n't|'(?:s|d|m|ll|re|ve))(?![\p{L}\p{N}])/gu;

function splitChain(chain: string): readonly string[] {
  const parts = joinScripts(chain)
    .split(/[-_^/& ().]+/)
    .filter((part) => part !== "");
  return parts[0] === "k" && parts[1] === "nearest" ? [...joinParts(parts), "knn"] : joinParts(parts);
}

/** Removes the signs between a letter and its number: `l_1`, `l^1` and `so(3)` become `l1` and `so3`. */
function joinScripts(body: string): string {
  return body
    .replace(/^ell(?=[_-]?[0-9p]$)/, "l")
    .replace(/(?<=\p{L})[_^](?=[0-9])/gu, "")
    .replace(/^(\p{L}{1,3})\(([0-9])\)$/u, "$1$2")
    .replace(/(\p{L}{3})(?=[0-9])/gu, "$1-");
}

function joinParts(parts: readonly string[]): readonly string[] {
  if (parts.length < 2 || parts.length > maxJoinedParts) return parts;
  return [...parts, parts.join("")];
}

function addSign(words: readonly string[], sign: string): readonly string[] {
  const whole = words.at(-1) ?? "";
  const name = `${whole}${sign}`;
  if (whole.length > 1) return [...words, name];
  return /[0-9]$/.test(sign) ? [`${whole}++`, name] : [name];
}
