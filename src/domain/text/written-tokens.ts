import { isPlain } from "./fold-text.js";
import { writtenPlainToken, writtenToken } from "./tokens.js";

/** Letters a to z, in either case; such words joined by hyphens; or anything else. */
export type TokenKind = "word" | "chain" | "other";

export type VisitToken = (start: number, end: number, kind: TokenKind) => void;

/**
 * Visits the tokens of a text as it was written, in order: what `writtenToken` finds. Most tokens are plain words with
 * a blank after them, or chains of these, and those are cut without the pattern, which takes ten times as long.
 */
export function visitWrittenTokens(text: string, visit: VisitToken): void {
  const search = { pattern: isPlain(text) ? stickyPlainToken : stickyToken, visit };
  for (let at = 0; at < text.length;) {
    const letters = cutLetters(text, at);
    const end = extendToken(text, at, letters);
    if (end > at && !canGoOn(text, at, end)) {
      visit(at, end, nameKind(text, letters, end));
      at = end;
    } else if (end > at || canBegin(text, at)) {
      at = visitByPattern(text, at, search);
    } else at += 1;
  }
}

const stickyPlainToken = makeSticky(writtenPlainToken);
const stickyToken = makeSticky(writtenToken);

function makeSticky({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replace("g", "y"));
}

function cutLetters(text: string, start: number): number {
  let end = start;
  while (readKind(text, end) === letter) end += 1;
  return end;
}

/** The end of the letters and digits that start here, or of the chain of words whose first one ends with `letters`. */
function extendToken(text: string, start: number, letters: number): number {
  let end = letters;
  if (readKind(text, end) === digit) {
    while (readKind(text, end) !== 0) end += 1;
    return end;
  }
  while (end > start && text.charCodeAt(end) === hyphen) {
    const next = cutLetters(text, end + 1);
    if (next === end + 1 || readKind(text, next) === digit) break;
    end = next;
  }
  return end;
}

function nameKind(text: string, letters: number, end: number): TokenKind {
  if (letters === end) return "word";
  return readKind(text, letters) === digit ? "other" : "chain";
}

/** 0 for what is no letter or digit of ASCII, and for the end. */
function readKind(text: string, at: number): number {
  return at < text.length ? (kinds[text.charCodeAt(at)] ?? 0) : 0;
}

const hyphen = 45;
const letter = 1;
const digit = 2;
/** Of each character of ASCII, whether it is a letter or a digit. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return letter;
  return /[0-9]/.test(character) ? digit : 0;
});

/** Whether more than this run of letters and digits may belong to the token; most signs end it where a blank follows. */
function canGoOn(text: string, start: number, end: number): boolean {
  if (end === text.length) return false;
  const next = text.charCodeAt(end);
  if (next >= kinds.length) return true;
  if (joins[next] === always) return true;
  if (joins[next] === beforeMore) return end + 1 < text.length && text.charCodeAt(end + 1) > blank;
  return end === start + 1 && next === blank && (text[start] === "k" || text[start] === "K");
}

const blank = 32;
const always = 1;
const beforeMore = 2;
/** Of each character of ASCII, whether it may continue a token. */
const joins = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if ("^*+#".includes(sign)) return always;
  return "-_'/&(.".includes(sign) ? beforeMore : 0;
});

/** Whether a token may begin at a sign: the one in ".NET", or any beyond ASCII. */
function canBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= kinds.length || (code === dot && /n/i.test(text.charAt(at + 1)));
}

const dot = 46;

interface PatternVisit {
  readonly pattern: RegExp;
  readonly visit: VisitToken;
}

/** Returns where to go on. */
function visitByPattern(text: string, at: number, { pattern, visit }: PatternVisit): number {
  pattern.lastIndex = at;
  const token = pattern.exec(text)?.[0];
  if (token === undefined) return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
  visit(at, at + token.length, "other");
  return at + token.length;
}
