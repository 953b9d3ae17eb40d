import type { Ordinal } from "../../domain/paper/paper.js";
import type { DocumentWords } from "../../domain/text/document-words.js";
import { countEdits } from "../../domain/text/edit-distance.js";
import type { TextUse, Vocabulary } from "../../ports/search/vocabulary.js";

/** Every call counts everything again. */
export function createMemoryVocabulary(documents: ReadonlyMap<Ordinal, DocumentWords>): Vocabulary {
  const count = (test: (words: DocumentWords) => boolean) => [...documents.values()].filter(test).length;
  const holds = (word: string) => (words: DocumentWords) => words.words.has(word) || words.names.has(word);
  const listTexts = (list: (words: DocumentWords) => Iterable<string>) =>
    new Set([...documents.values()].flatMap((words) => [...list(words)]));
  const listWords = () => listTexts(({ words, names }) => [...words, ...names]);
  const rank = (texts: Iterable<string>, papersOf: (text: string) => number): TextUse[] =>
    Array.from(texts, (text) => ({ text, papers: papersOf(text) })).toSorted(
      (one, other) => other.papers - one.papers || (one.text < other.text ? -1 : 1),
    );
  const countWord = (word: string) => count(holds(word));
  const countPhrase = (phrase: string) => count(({ phrases }) => phrases.has(phrase));
  return {
    describeWord: (word) => ({ papers: countWord(word), isName: count(({ names }) => names.has(word)) > 0 }),
    findSimilar: (word, maxEdits) =>
      [...listWords()]
        .filter((other) => other !== word && other.length > 2 && countEdits(word, other, maxEdits) !== undefined)
        .map((text) => ({ text, papers: countWord(text), isName: count(({ words }) => words.has(text)) === 0 })),
    completeWord: (prefix, limit) =>
      rank(
        [...listWords()].filter((word) => word.startsWith(prefix)),
        countWord,
      ).slice(0, limit),
    completePhrase: (prefix, limit) =>
      rank(
        [...listTexts(({ phrases }) => phrases)].filter((phrase) => phrase.startsWith(prefix)),
        countPhrase,
      ).slice(0, limit),
    countPhrase,
  };
}
