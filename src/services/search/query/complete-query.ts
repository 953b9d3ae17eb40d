import type { Understood } from "../../../domain/search/understood.js";
import { isSpelledWord } from "../../../domain/text/document-words.js";
import { foldText } from "../../../domain/text/fold-text.js";
import { extractTerms, isStopWord } from "../../../domain/text/terms.js";
import type { Alternatives } from "../../../ports/search/keyword-index.js";
import type { TextUse, Vocabulary } from "../../../ports/search/vocabulary.js";

/** What the last word of a query may become. */
export interface Completion {
  /** The last word as typed. */
  readonly typed: string;
  /** The word that is probably meant, by which meaning is searched. */
  readonly likely: string;
  /** The words that it begins, folded. */
  readonly alternatives: Alternatives;
}

/** Where the last word is, and what the query already made of it. */
export interface TypedQuery {
  readonly typed: string;
  /** The words to rank by. */
  readonly text: string;
  readonly understood: readonly Understood[];
}

/** More words would take time, and add rare ones only. */
const maxAlternatives = 32;
/** A word with a smaller share of the papers of its best completion is taken for a mere beginning. */
const completeShare = 0.02;
/** With this weight, papers with a whole word rank before those of longer words. */
const longerWeight = 0.3;

/** Completes the last word of a query that is being typed, unless it is part of a condition or name, or no plain word. */
export async function completeQuery(vocabulary: Vocabulary, query: TypedQuery): Promise<Completion | undefined> {
  const typed = findLastWord(query);
  const word = typed === undefined ? "" : foldText(typed);
  if (typed === undefined || isStopWord(word)) return undefined;
  if (/^\p{L}$/u.test(word)) return dropLetter(vocabulary, query, typed);
  if (!isSpelledWord(word)) return undefined;
  const [begun, facts] = await Promise.all([
    vocabulary.completeWord(word, maxAlternatives),
    vocabulary.describeWords([word]),
  ]);
  const uses = begun.filter(({ text }) => !isStopWord(text));
  const [best] = uses;
  if (best === undefined) return undefined;
  const { papers } = facts.get(word)!;
  const isComplete = papers > 0 && papers >= completeShare * best.papers;
  const before = query.text.slice(0, -typed.length);
  const likely = isComplete ? word : ((await completePhrase(vocabulary, before, word)) ?? best.text);
  const first = isComplete ? [word] : [];
  const words = [...first, ...listOthers(uses, word, isComplete)];
  return { typed, likely, alternatives: { words, othersWeight: isComplete ? longerWeight : 1 } };
}

/**
 * One letter after other words begins too many words to say anything, and as a term it would find papers on "L-BFGS" for
 * "deep l". It stays where it is known after the word before: "vitamin c".
 */
async function dropLetter(
  vocabulary: Vocabulary,
  { text }: TypedQuery,
  typed: string,
): Promise<Completion | undefined> {
  const before = text.slice(0, -typed.length);
  const previous = findPrevious(before);
  if (!/\s$/.test(before) || extractTerms(before).length === 0) return undefined;
  const phrase = `${previous} ${foldText(typed)}`;
  if (previous !== undefined && (await vocabulary.countPhrases([phrase])).get(phrase)! > 0) return undefined;
  return { typed, likely: "", alternatives: { words: [], othersWeight: 1 } };
}

/** Replaces the beginning by the word that is probably meant. */
export function applyCompletion(text: string, completion: Completion | undefined): string {
  return completion && text.endsWith(completion.typed)
    ? `${text.slice(0, -completion.typed.length)}${completion.likely}`.trimEnd()
    : text;
}

/** The words before the beginning, and what the index takes instead of it. */
export function splitCompletion(
  text: string,
  completion: Completion | undefined,
): { readonly keywords: string; readonly alternatives?: Alternatives } {
  if (!completion || !text.endsWith(completion.typed)) return { keywords: text };
  return { keywords: text.slice(0, -completion.typed.length), alternatives: completion.alternatives };
}

function findLastWord({ typed, text, understood }: TypedQuery): string | undefined {
  const [, last] = /(?:^|[\s(])(\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*)$/u.exec(typed) ?? [];
  const word = last?.split("-").at(-1);
  if (word === undefined || !text.endsWith(word)) return undefined;
  return understood.some(({ range }) => range[1] > typed.length - word.length) ? undefined : word;
}

/** The word itself is among them, be it rare. */
function listOthers(uses: readonly TextUse[], word: string, isComplete: boolean): string[] {
  const longer = uses.map(({ text }) => text).filter((text) => text !== word);
  return isComplete ? longer : [...longer, word];
}

/** The word that follows most often on the word before. */
async function completePhrase(vocabulary: Vocabulary, before: string, word: string): Promise<string | undefined> {
  const previous = findPrevious(before);
  if (previous === undefined) return undefined;
  const begun = `${previous} ${word}`;
  const phrases = (await vocabulary.completePhrases([begun], 1)).get(begun)!;
  return phrases[0]?.text.split(" ")[1];
}

/** The last word, folded. */
function findPrevious(before: string): string | undefined {
  const [previous] = /(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?=\s+$)/u.exec(before) ?? [];
  return previous === undefined ? undefined : foldText(previous);
}
