import type { TypedText } from "../../domain/search/typed-text.js";
import { foldText } from "../../domain/text/fold-text.js";
import { extractTerms, isStopWord } from "../../domain/text/terms.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { TextUse } from "../../ports/search/vocabulary.js";

export type PhraseSource = Pick<KeywordIndex, "vocabulary" | "countContaining" | "count">;

export interface PhraseWishes {
  readonly limit: number;
  /** Whether the last word is completed only together with the word before it. */
  readonly withinPhrase: boolean;
}

/**
 * What is typed, with its last word completed to a phrase or word of the papers: first to phrases that also begin with
 * the words before it. The text before the completed part stays as typed.
 */
export function completePhrases(
  index: PhraseSource,
  { text, last }: TypedText,
  { limit, withinPhrase }: PhraseWishes,
): readonly TextUse[] {
  // Signs of the query language: what they mean is not text to complete.
  if (/["“”:()*+]/u.test(text)) return [];
  const pieces = text.split(/\s+/u);
  const found: TextUse[] = [];
  const shortest = withinPhrase ? Math.min(2, pieces.length) : 1;
  for (let length = Math.min(maxContext, pieces.length); length >= shortest && found.length < limit; length -= 1) {
    const head = pieces.slice(0, -length).join(" ");
    const typed = foldText(pieces.slice(-length).join(" "));
    if (typed.trim() === "") continue;
    const completed = dropBeginnings(listCompletions(index.vocabulary, typed, { length, isOpen: last !== "", head }))
      .filter(isWholePhrase)
      .map((use) => finishPhrase(index, use));
    const fitting = head === "" ? completed : findTogether(index, head, completed);
    found.push(...fitting.toSorted((one, other) => other.papers - one.papers));
  }
  return choose(found, text).slice(0, limit);
}

/** As many words as the phrases of the papers have. */
const maxContext = 3;
const maxCompletions = 12;
const maxWords = 2;

/** Words that end a phrase only because more follows. */
const unfinished = /\s(?:via|using|utili[sz]ing|leveraging|based|without|towards?|under|through|beyond|beneath)$/;

interface Typed {
  readonly length: number;
  readonly isOpen: boolean;
  readonly head: string;
}

/** After other words a word alone is completed only to a word: what follows it elsewhere need not fit. */
function listCompletions(
  { completeWord, completePhrase }: PhraseSource["vocabulary"],
  typed: string,
  { length, isOpen, head }: Typed,
): readonly TextUse[] {
  const words =
    length === 1 && isOpen && !isStopWord(head.split(" ").at(-1)!.toLowerCase())
      ? completeWord(typed, maxCompletions).filter(({ text }) => text !== typed && !isStopWord(text))
      : [];
  if (length === 1 && head !== "") return words;
  return [...words.slice(0, maxWords), ...completePhrase(typed, maxCompletions)].filter(
    ({ text }) => !unfinished.test(text),
  );
}

/** A rare phrase with a word such as "for" in it is the middle of a title. */
function isWholePhrase({ text, papers }: TextUse): boolean {
  return papers >= minPapersOfLink || !text.split(" ").slice(1, -1).some(isStopWord);
}

const minPapersOfLink = 3;

/** "Tuning large language": its last words are mostly followed by one word, so that it belongs to them. */
function finishPhrase({ vocabulary, countContaining }: PhraseSource, use: TextUse): TextUse {
  const words = use.text.split(" ");
  if (words.length < maxContext) return use;
  const end = words.slice(-2).join(" ");
  const [longer] = vocabulary.completePhrase(`${end} `, 1);
  if (longer === undefined || longer.papers * 2 < vocabulary.countPhrase(end)) return use;
  const text = `${use.text}${longer.text.slice(end.length)}`;
  return { text, papers: countContaining(text) };
}

/**
 * How many papers have a completion together with the words before it. Those that are hardly more often together than
 * any words are left out: "graph framework".
 */
function findTogether(
  { countContaining, count }: PhraseSource,
  head: string,
  completed: readonly TextUse[],
): TextUse[] {
  if (extractTerms(head).length === 0) return completed.map((use) => ({ ...use, text: `${head} ${use.text}` }));
  const before = countContaining(head);
  return completed.flatMap(({ text }) => {
    const together = countContaining(`${head} ${text}`);
    const isRelated = together > 0 && together * count >= minLift * before * countContaining(text);
    return isRelated ? [{ text: `${head} ${text}`, papers: together }] : [];
  });
}

const minLift = 1.5;

/** Leaves out beginnings of phrases that are mostly longer. */
function dropBeginnings(found: readonly TextUse[]): TextUse[] {
  return found.filter(
    ({ text, papers }) =>
      !text.includes(" ") || !found.some((other) => other.text.startsWith(`${text} `) && other.papers * 2 >= papers),
  );
}

/** Leaves out what is typed already, and other forms of the same words. */
function choose(found: readonly TextUse[], typed: string): TextUse[] {
  const seen = new Set([foldText(typed.trim())]);
  return found.filter(({ text }) => {
    const keys = [foldText(text), extractTerms(text).join(" ")];
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}
