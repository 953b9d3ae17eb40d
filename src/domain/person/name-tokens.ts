import { isUnspaced } from "../text/fold-text.js";

/** A part of a text that may hold names. */
export interface NameToken {
  /** `or-initials` may be either: `GE`, `Li`. */
  readonly kind: "word" | "initials" | "or-initials" | "year" | "other";
  readonly text: string;
  /** [start, end) in the text, in UTF-16 code units. */
  readonly range: readonly [start: number, end: number];
  /** The letters, if it can be initials; in lower case. */
  readonly letters: string;
  /** Whether the writer left no doubt that these are initials: `G.`, not `g`. */
  readonly isDotted: boolean;
  /** Whether a hyphen joins it to the token before. */
  readonly isJoined: boolean;
  /** What follows it: a comma, or the end of a name, as `and` and `;` are. */
  readonly after: "nothing" | "comma" | "end" | "et al.";
}

/** Longer texts than this are not searched for names. */
export const maxNameTokens = 16;

/** Divides a text into what may be parts of names; none for a text that is too long to be about names. */
export function tokenizeNames(text: string): readonly NameToken[] {
  if (text.length > maxTextLength) return [];
  const tokens: NameToken[] = [];
  const chunks = [...text.matchAll(/[^\s,;&]+|[,;&]/gu)];
  for (let at = 0; at < chunks.length; at += 1) {
    const [chunk] = chunks[at]!;
    const isEtAl = /^et$/i.test(chunk) && /^al(?![\p{L}\p{N}])/iu.test(chunks[at + 1]?.[0] ?? "");
    if (isEtAl) {
      // A bracket or a year may be glued to it: `et al.(2017)`.
      setAfter(tokens, "et al.");
      const [rest, skipped] = cutBefore(chunks[at + 1]!, /^al[.\])}]*/i);
      pushToken(tokens, rest, skipped);
      at += 1;
    } else if (chunk === ",") setAfter(tokens, "comma");
    else if (/^(?:[;&]|and|und|und\.?|with)$/i.test(chunk)) setAfter(tokens, "end");
    else pushToken(tokens, chunk, chunks[at]!.index);
  }
  return tokens.length > maxNameTokens ? [] : tokens;
}

const maxTextLength = 300;

function setAfter(tokens: NameToken[], after: NameToken["after"]): void {
  const last = tokens.pop();
  if (last) tokens.push({ ...last, after });
}

function cutBefore(chunk: RegExpMatchArray, pattern: RegExp): [rest: string, start: number] {
  const skipped = pattern.exec(chunk[0])?.[0].length ?? 0;
  return [chunk[0].slice(skipped), (chunk.index ?? 0) + skipped];
}

/** A chunk without the brackets and marks around it; `G.Hinton` is two tokens, and so is `Jean-Pierre`. */
function pushToken(tokens: NameToken[], chunk: string, index: number): void {
  const core = /[\p{L}\p{N}].*[\p{L}\p{N}\p{M}.]|[\p{L}\p{N}]/u.exec(chunk);
  if (!core) return;
  const text = core[0].replace(/['’]s$/i, "");
  const start = index + core.index;
  const [, initials = "", word = ""] = /^((?:\p{L}\.-?)+)(\p{L}[\p{L}\p{M}'’-]+)$/u.exec(text) ?? [];
  if (word !== "") {
    tokens.push(makeToken(initials, start, false));
    pushToken(tokens, word, start + initials.length);
    return;
  }
  if (/^(?:\p{L}\.?-?)*\p{L}\.$|^\p{L}\.-?\p{L}$/u.test(text) && text.replace(/[^\p{L}]/gu, "").length <= 3) {
    tokens.push(makeToken(text, start, false));
    return;
  }
  const parts = [...text.replace(/(?<!\.)\.+$/, "").matchAll(/[^-‐]+/gu)];
  for (const [at, part] of parts.entries()) tokens.push(makeToken(part[0], start + part.index, at > 0));
}

function makeToken(text: string, start: number, isJoined: boolean): NameToken {
  const letters = text.replace(/[^\p{L}]/gu, "").toLowerCase();
  const isDotted = /^(?:\p{L}\.-?)+\p{L}?\.?$/u.test(text);
  const kind = findKind(text, letters, isDotted);
  return { kind, text, range: [start, start + text.length], letters, isDotted, isJoined, after: "nothing" };
}

function findKind(text: string, letters: string, isDotted: boolean): NameToken["kind"] {
  if (/^(?:1[89]|20)\d\d[a-z]?$/.test(text)) return "year";
  if (/\p{N}/u.test(text) || letters === "") return "other";
  if (isUnspaced(text)) return "word";
  if (isDotted || letters.length === 1) return "initials";
  return /^\p{Lu}{2,3}$/u.test(text) || letters.length === 2 ? "or-initials" : "word";
}
