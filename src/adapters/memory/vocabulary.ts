import type { Ordinal } from "../../domain/paper/paper.js";
import type { DocumentWords } from "../../domain/text/document-words.js";
import { countEdits } from "../../domain/text/edit-distance.js";
import { mapOnce } from "../../domain/caching/map-once.js";
import type { SoughtWord, TextUse, Vocabulary } from "../../ports/search/vocabulary.js";

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
  const describe = (word: string) => ({
    papers: countWord(word),
    isName: count(({ names }) => names.has(word)) > 0,
  });
  const findSimilar = ({ word, maxEdits }: SoughtWord) =>
    [...listWords()]
      .filter((other) => other !== word && other.length > 2 && countEdits(word, other, maxEdits) !== undefined)
      .map((text) => ({ text, papers: countWord(text), isName: count(({ words }) => words.has(text)) === 0 }));
  const complete = (texts: ReadonlySet<string>, prefix: string, papersOf: (text: string) => number) =>
    rank(
      [...texts].filter((text) => text.startsWith(prefix)),
      papersOf,
    );
  return {
    describeWords: async (words) => mapOnce(words, describe),
    findSimilar: async (words) => words.map(findSimilar),
    completeWord: async (prefix, limit) => complete(listWords(), prefix, countWord).slice(0, limit),
    completePhrases: async (prefixes, limit) => {
      const phrases = listTexts((words) => words.phrases);
      return mapOnce(prefixes, (prefix) => complete(phrases, prefix, countPhrase).slice(0, limit));
    },
    countPhrases: async (phrases) => mapOnce(phrases, countPhrase),
  };
}
