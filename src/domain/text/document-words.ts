import { foldText, isUnspaced, splitWords } from "./fold-text.js";
import { isStopWord } from "./terms.js";

/** The words of a paper that spelling and suggestions use, folded, each once. */
export interface DocumentWords {
  readonly words: ReadonlySet<string>;
  /** Words of names, which are never misspelt. */
  readonly names: ReadonlySet<string>;
  /** Two or three words in a row of the title, and whole author keywords. */
  readonly phrases: ReadonlySet<string>;
}

export interface WrittenDocument {
  readonly title: string;
  readonly abstract: string;
  /** Names of authors and of the venue. */
  readonly names?: readonly string[];
  /** Keywords that the authors chose. */
  readonly keywords?: readonly string[];
}

export function collectDocumentWords({ title, abstract, names = [], keywords = [] }: WrittenDocument): DocumentWords {
  const text = foldText(`${title}\n${abstract.slice(0, maxText)}\n${keywords.join("\n").slice(0, maxText)}`);
  const phrases = new Set<string>();
  addTitlePhrases(foldText(title.slice(0, maxTitle)), phrases);
  for (const keyword of keywords.slice(0, maxKeywords)) addKeyword(foldText(keyword), phrases);
  return {
    words: new Set(splitWords(text).filter(isSpelledWord)),
    names: new Set(splitWords(foldText(names.slice(0, maxNames).join("\n"))).filter(isSpelledWord)),
    phrases,
  };
}

/** Whether a folded word has a spelling: at least two letters and nothing else, in a script with spaces. */
export function isSpelledWord(word: string): boolean {
  if (word.length < 2 || word.length > maxWordLength) return false;
  return plainLetters.test(word) || (anyLetters.test(word) && !isUnspaced(word));
}

/** Longer words are formulas or data. Spelling allows for this length in a byte. */
export const maxWordLength = 32;

// Long documents add nothing that matters here, and must not hold up the event loop.
const maxText = 20_000;
const maxTitle = 1_000;
const maxKeywords = 50;
const maxNames = 200;
const maxPhraseWords = 3;
const maxKeywordLength = 60;

const plainLetters = /^[a-z]+$/;
const anyLetters = /^\p{L}[\p{L}\p{M}]+$/u;
/** Words with their hyphens, and between them anything that ends a phrase. */
const wordOrBreak = /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*|[^\p{L}\p{N}\p{M}\s]+/gu;
const startsWord = /^[\p{L}\p{N}]/u;

function addTitlePhrases(title: string, phrases: Set<string>): void {
  let run: string[] = [];
  for (const piece of title.match(wordOrBreak) ?? []) {
    if (!startsWord.test(piece)) {
      run = [];
      continue;
    }
    run = [...run.slice(1 - maxPhraseWords), piece];
    if (isStopWord(piece)) continue;
    for (let length = 2; length <= run.length; length += 1) {
      const words = run.slice(-length);
      if (!isStopWord(words[0]!)) phrases.add(words.join(" "));
    }
  }
}

function addKeyword(keyword: string, phrases: Set<string>): void {
  const text = keyword.replace(/\s+/g, " ").trim();
  if (text.length > 2 && text.length <= maxKeywordLength && startsWord.test(text)) phrases.add(text);
}
