import type { Paper } from "../paper/paper.js";
import { foldText } from "../text/fold-text.js";
import { extractTerms } from "../text/terms.js";
import { cleanLatex } from "../text/latex/clean-latex.js";

/** A question in the words of a paper's title. */
export interface WrittenQuestion {
  readonly text: string;
  /** `question`: a whole one that is asked; `topic`: what it is about, as one types it. */
  readonly kind: "question" | "topic";
}

/**
 * The question that a title asks (`Do Networks Dream?`), or the topic that it names (`Pruning of Large Networks`), as a
 * reader would type it; `undefined` for a title that is neither, such as the name of a system, or that needs its paper
 * to be understood.
 *
 * @param isWord whether a folded word is one of the dictionary, rather than a name
 */
export function writeQuestion(
  paper: Pick<Paper, "title" | "abstract">,
  isWord: (word: string) => boolean,
): WrittenQuestion | undefined {
  const title = cleanLatex(paper.title).replace(/\s+/g, " ").trim();
  const asked = title.split(/(?<=[:.?!]) | [–—-] /).find((part) => part.endsWith("?"));
  const lower = createLower(paper.abstract ?? "", isWord);
  if (asked !== undefined) {
    // "How did we get here?" says something only to those who know the paper.
    if (new Set(extractTerms(asked)).size < 3) return undefined;
    const text = lower(asked.replace(/^[^\p{L}]+/u, ""));
    return isPlainText(text) && isAsked.test(text) && hasLength(text, 5, 11)
      ? { text: upperFirst(text), kind: "question" }
      : undefined;
  }
  const text = lower(title.replace(/^(?:an?|the)\s+/i, ""));
  const isTopic = isPlainText(text) && isJoined.test(text) && !isOwn.test(text) && hasLength(text, 4, 7);
  return isTopic ? { text, kind: "topic" } : undefined;
}

/** A title as it is, if it is short: an example for a library whose titles neither ask nor name topics. */
export function quoteTitle({ title }: Pick<Paper, "title">): WrittenQuestion | undefined {
  const text = cleanLatex(title).replace(/\s+/g, " ").trim();
  return text.length <= 80 ? { text, kind: "topic" } : undefined;
}

const isAsked =
  /^(?:how|why|what|when|which|where|who|can|could|do|does|did|is|are|was|were|should|will|would|has|have|may|must)\s/i;
/** Two things in a relation: a topic, rather than the name of one thing. */
const isJoined = /\S\s(?:for|in|of|with|from|on|without|under|against|between|through|across|via|by)\s\S/;
/** What only this paper does, or a title that says what kind of text it is. */
const isOwn =
  /^(?:in|on|towards?|about|some|our|we|this|another|beyond|notes?|remarks?|comments?|reply|response|report|proceedings|overview|introduction|case|preface|editorial|erratum|correction|novel|new|simple|improved|better|learned|learning (?:to|an?|the)|(?!learning\b)\w+ing)\b|\b(?:our|we|this|these|its|it|their|my|study|survey|review|approach|method|case|workshop|challenge|task at|proceedings|part [ivx\d]+)\b/i;

/** Letters, and signs within words: no formula, number, list or quotation. */
function isPlainText(text: string): boolean {
  return /^[\p{L}\p{M}'’ -]+\??$/u.test(text);
}

function hasLength(text: string, min: number, max: number): boolean {
  const { length } = text.split(" ");
  return length >= min && length <= max && text.length <= 80;
}

/** Writes the words of a title as within a sentence: names and acronyms keep their capitals. */
function createLower(abstract: string, isWord: (word: string) => boolean): (text: string) => string {
  const written = new Set(cleanLatex(abstract).split(/[^\p{L}\p{M}'’]+/u));
  const isPlain = (word: string) =>
    written.has(word.toLowerCase()) || inflected.test(word) || isWord(foldText(word.replace(/['’]s$/, "")));
  return (text) => {
    const isShouted = text === text.toUpperCase();
    return text.replace(/[\p{L}\p{M}'’]+/gu, (word) => {
      if (!isShouted && !/^\p{Lu}[\p{Ll}\p{M}'’]*$/u.test(word)) return word;
      return isPlain(word) ? word.toLowerCase() : word;
    });
  };
}

/** Endings of words that no name has, though a dictionary may miss them. */
const inflected = /(?:ing|ed|ly|tions?|ity|ments?|ness)$/;

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
