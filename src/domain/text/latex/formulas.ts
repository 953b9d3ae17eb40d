export interface Formula {
  /** Index after the closing delimiter. */
  readonly to: number;
  /** The text between its delimiters. */
  readonly inner: string;
}

/** Finds the formula that begins at an index of the text, if there is one. */
export type FormulaFinder = (at: number) => Formula | undefined;

/**
 * Formulas are between dollar signs or between `\(` and `\)` or `\[` and `\]`. Prices are not formulas: as in Pandoc, a
 * formula without a command must not have a space inside its dollar signs or a digit after them, nor contain prose.
 *
 * Each delimiter is searched for once, from left to right, so the time is linear in the length of the text.
 */
export function createFormulaFinder(source: string): FormulaFinder {
  const findRound = createSearch(source, "\\)");
  const findSquare = createSearch(source, "\\]");
  const findDisplay = createSearch(source, "$$");
  const take = (at: number, sign: string, end: number): Formula | undefined => {
    const inner = source.slice(at + sign.length, end);
    if (end === -1 || inner.length > maxFormulaLength || inner.trim() === "") return undefined;
    return { to: end + sign.length, inner };
  };
  return (at) => {
    if (source.startsWith("\\(", at)) return take(at, "\\(", findRound(at + 2));
    if (source.startsWith("\\[", at)) return take(at, "\\[", findSquare(at + 2));
    if (source.startsWith("$$", at)) return take(at, "$$", findDisplay(at + 2));
    if (source[at] !== "$") return undefined;
    const formula = take(at, "$", findDollar(source, at + 1));
    return formula && isInlineMath(formula.inner, source[formula.to]) ? formula : undefined;
  };
}

/** Splits a text into formulas and the text between them. */
export function splitAtFormulas(text: string): readonly { readonly text: string; readonly isMath: boolean }[] {
  const find = createFormulaFinder(text);
  const parts: { text: string; isMath: boolean }[] = [];
  let from = 0;
  for (const { index, 0: sign } of text.matchAll(/\\[^]|\$/g)) {
    if (index < from) continue;
    const formula = sign === "$" || sign === "\\(" || sign === "\\[" ? find(index) : undefined;
    if (!formula) continue;
    if (index > from) parts.push({ text: text.slice(from, index), isMath: false });
    parts.push({ text: text.slice(index, formula.to), isMath: true });
    from = formula.to;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMath: false });
  return parts;
}

const maxFormulaLength = 1_000;

/** Searches from ascending positions and caches the last match, so that no part is scanned twice. */
function createSearch(source: string, sign: string): (at: number) => number {
  let found = -2;
  return (at) => {
    if (found === -2 || (found !== -1 && found < at)) found = source.indexOf(sign, at);
    return found;
  };
}

/** The next dollar sign without a backslash before it. */
function findDollar(source: string, at: number): number {
  for (let place = at; place < source.length; place += 1) {
    if (source[place] === "\\") place += 1;
    else if (source[place] === "$") return place;
  }
  return -1;
}

function isInlineMath(inner: string, next: string | undefined): boolean {
  if (/\\[A-Za-z]|[_^][{\w]/.test(inner)) return !/^\s|\s$/.test(inner) || !proseWords.test(inner);
  if (/^\s*[A-Za-z]\s*$/.test(inner) || /^[^\p{L}\p{N}\s]{1,2}$/u.test(inner)) return true;
  if (/^\s|\s$/.test(inner) || /\d/.test(next ?? "")) return false;
  if (/[\\^_={}]/.test(inner)) return true;
  return !proseWords.test(inner) && !(/^\d/.test(inner) && moneyWords.test(inner));
}

/** Words that formulas without a command do not contain, but the text between two prices nearly always does. */
const proseWords = /\s(?:and|or|to|the|of|for|per|with|is|are|was|at|by|from|an?|in)\s/i;
const moneyWords = /(?:million|billion|trillion|thousand|dollar|USD|\d[KMB]\b|month|year|week|day|hour)/;
