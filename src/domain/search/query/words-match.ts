import { irregularPlurals } from "../../text/irregular-plurals.js";
import { extractTerms } from "../../text/terms.js";
import { listSpellings } from "../../text/unify-spelling.js";
import { findMatches } from "../highlight.js";

/** Returns a test of whether a text has all words of another text, whatever their inflection and spelling. */
export function createWordsMatcher(text: string): (field: string) => boolean {
  const words = (text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap(listSpellings);
  const matchers = [...new Set(extractTerms(text))].map((term) => createTermMatcher(term, words));
  return (field) => matchers.every((matches) => matches(field));
}

/** Reading the words of a text takes 40 µs for an abstract; patterns decide most texts in one. */
function createTermMatcher(term: string, words: readonly string[]): (field: string) => boolean {
  const terms = new Set([term]);
  const readWords = (field: string) => findMatches(field, terms).length > 0;
  if (!/^[a-z]{3,}$/.test(term)) return readWords;
  const alone = compileAlone(term, words);
  const start = compileStart(term, words);
  return (field) => {
    if (!simpleText.test(field)) return readWords(field);
    return alone.test(field) || (start.test(field) && readWords(field));
  };
}

/** ASCII without LaTeX, with dashes and typographic quotation marks. */
const simpleText = /^[\0-#%-[\]-\x7f\u2010-\u2023]*$/;

/** A word that has the term, set off so that no other sign can belong to it. */
function compileAlone(term: string, words: readonly string[]): RegExp {
  const forms = new Set([term, ...words, ...words.map((word) => `${word}s`)]);
  const having = [...forms].filter((form) => extractTerms(form).join(" ") === term);
  return having.length === 0 ? /(?!)/ : new RegExp(`(?<![^\\s(,])(?:${having.join("|")})(?![^\\s,;:)])`, "i");
}

/** The first letters of every word that may have the term, which hyphens and other signs may separate. */
function compileStart(term: string, words: readonly string[]): RegExp {
  const plurals = [...irregularPlurals.keys()].filter((plural) => extractTerms(plural).includes(term));
  const having = words.filter((word) => extractTerms(word).includes(term));
  const length = Math.min(maxStart, Math.max(2, term.length - 2));
  const starts = new Set([term, ...listSpellings(term), ...plurals, ...having].map((word) => word.slice(0, length)));
  const patterns = [...starts].map((letters) => [...letters].join("[^a-z0-9]{0,2}"));
  return new RegExp(`(?<![a-z0-9])(?:${patterns.join("|")})`, "i");
}

/** Stemming changes what follows. */
const maxStart = 3;
