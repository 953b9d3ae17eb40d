import { isPlain } from "./fold-text.js";
import { writtenPlainToken, writtenToken } from "./tokens.js";

/** Receives one token of a text; `isPlainWord` if it consists of the letters a to z, in either case. */
export type VisitToken = (start: number, end: number, isPlainWord: boolean) => void;

/**
 * Visits the tokens of a text as it was written, in order: what `writtenToken` finds. Most tokens are plain words with
 * a blank after them, and those are cut without the pattern, which takes ten times as long.
 */
export function visitWrittenTokens(text: string, visit: VisitToken): void {
  const pattern = isPlain(text) ? stickyPlainToken : stickyToken;
  for (let at = 0; at < text.length;) {
    const word = cutPlainWord(text, at);
    if (word.end > at && !canGoOn(text, at, word.end)) {
      visit(at, word.end, word.isLetters);
      at = word.end;
    } else if (word.end > at || canBegin(text, at)) {
      at = visitByPattern(text, at, { pattern, visit });
    } else at += 1;
  }
}

const stickyPlainToken = makeSticky(writtenPlainToken);
const stickyToken = makeSticky(writtenToken);

function makeSticky({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replace("g", "y"));
}

/** The run of letters and digits of ASCII that starts here; empty if there is none. */
function cutPlainWord(text: string, start: number): { readonly end: number; readonly isLetters: boolean } {
  let end = start;
  let isLetters = true;
  for (; end < text.length; end += 1) {
    const kind = kinds[text.charCodeAt(end)];
    if (kind === digit) isLetters = false;
    else if (kind !== letter) break;
  }
  return { end, isLetters };
}

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
  visit(at, at + token.length, false);
  return at + token.length;
}
