import type { TypedText } from "../../domain/search/typed-text.js";
import { foldText } from "../../domain/text/fold-text.js";
import { extractTerms, isStopWord } from "../../domain/text/terms.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { TextUse } from "../../ports/search/vocabulary.js";

export type PhraseSource = Pick<KeywordSearch, "vocabulary" | "countContaining" | "count">;

export interface PhraseWishes {
  readonly limit: number;
  /** Whether the last word is completed only together with the word before it. */
  readonly withinPhrase: boolean;
}

/**
 * What is typed, with its last word completed to a phrase or word of the papers: first to phrases that also begin with
 * the words before it. The text before the completed part stays as typed.
 */
export async function completePhrases(
  index: PhraseSource,
  { text, last }: TypedText,
  { limit, withinPhrase }: PhraseWishes,
): Promise<readonly TextUse[]> {
  // Signs of the query language: what they mean is not text to complete.
  if (/["“”:()*+]/u.test(text)) return [];
  const pieces = text.split(/\s+/u);
  const shortest = withinPhrase ? Math.min(2, pieces.length) : 1;
  const begun = listBegun(pieces, shortest);
  const listed = await listCompletions(index.vocabulary, begun, last !== "");
  const completed = await finishPhrases(
    index.vocabulary,
    listed.map((uses) => dropBeginnings(uses).filter(isWholePhrase)),
  );
  const found: TextUse[] = [];
  for (let at = 0; at < begun.length && found.length < limit; at += 1) {
    const fitting = await findTogether(index, begun[at]!.head, completed[at]!);
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

/** The last words of what is typed, and those before them. */
interface Begun {
  readonly typed: string;
  readonly head: string;
  /** Number of the last words. */
  readonly length: number;
}

/** Most words first. */
function listBegun(pieces: readonly string[], shortest: number): Begun[] {
  const begun: Begun[] = [];
  for (let length = Math.min(maxContext, pieces.length); length >= shortest; length -= 1) {
    const head = pieces.slice(0, -length).join(" ");
    const typed = foldText(pieces.slice(-length).join(" "));
    if (typed.trim() !== "") begun.push({ typed, head, length });
  }
  return begun;
}

/** After other words a word alone is completed only to a word: what follows it elsewhere need not fit. */
async function listCompletions(
  { completeWord, completePhrases: complete }: PhraseSource["vocabulary"],
  begun: readonly Begun[],
  isOpen: boolean,
): Promise<(readonly TextUse[])[]> {
  const isAlone = ({ head, length }: Begun) => length === 1 && head !== "";
  const single = isOpen ? begun.find(({ head, length }) => length === 1 && !endsInStopWord(head)) : undefined;
  const [begunWords, phrases] = await Promise.all([
    single ? completeWord(single.typed, maxCompletions) : [],
    complete(
      begun.flatMap((one) => (isAlone(one) ? [] : [one.typed])),
      maxCompletions,
    ),
  ]);
  const words = begunWords.filter(({ text }) => text !== single?.typed && !isStopWord(text));
  return begun.map((one) => {
    if (isAlone(one)) return one === single ? words : [];
    const first = one === single ? words.slice(0, maxWords) : [];
    return [...first, ...phrases.get(one.typed)!].filter(({ text }) => !unfinished.test(text));
  });
}

function endsInStopWord(head: string): boolean {
  return isStopWord(head.split(" ").at(-1)!.toLowerCase());
}

/** A rare phrase with a word such as "for" in it is the middle of a title. */
function isWholePhrase({ text, papers }: TextUse): boolean {
  return papers >= minPapersOfLink || !text.split(" ").slice(1, -1).some(isStopWord);
}

const minPapersOfLink = 3;

/** A completion; the number of papers with a longer phrase than was found must still be asked for. */
interface Finished extends TextUse {
  readonly isCounted: boolean;
}

/** "Tuning large language": its last words are mostly followed by one word, so that it belongs to them. */
async function finishPhrases(
  { completePhrases: complete, countPhrases }: PhraseSource["vocabulary"],
  groups: readonly (readonly TextUse[])[],
): Promise<Finished[][]> {
  const ends = groups.flat().flatMap(({ text }) => findEnd(text) ?? []);
  const [longer, counts] = await Promise.all([
    complete(
      ends.map((end) => `${end} `),
      1,
    ),
    countPhrases(ends),
  ]);
  const finish = (use: TextUse): Finished => {
    const end = findEnd(use.text);
    const next = end === undefined ? undefined : longer.get(`${end} `)![0];
    if (end === undefined || next === undefined || next.papers * 2 < counts.get(end)!)
      return { ...use, isCounted: true };
    return { text: `${use.text}${next.text.slice(end.length)}`, papers: 0, isCounted: false };
  };
  return groups.map((uses) => uses.map(finish));
}

/** The last words of a phrase that has as many words as phrases have. */
function findEnd(text: string): string | undefined {
  const words = text.split(" ");
  return words.length < maxContext ? undefined : words.slice(-2).join(" ");
}

/**
 * How many papers have a completion together with the words before it. Those that are hardly more often together than
 * any words are left out: "graph framework".
 */
async function findTogether(
  { countContaining, count }: PhraseSource,
  head: string,
  completed: readonly Finished[],
): Promise<TextUse[]> {
  const join = (text: string) => (head === "" ? text : `${head} ${text}`);
  if (extractTerms(head).length === 0) {
    const uncounted = completed.filter(({ isCounted }) => !isCounted);
    const counts = await countContaining(uncounted.map(({ text }) => text));
    return completed.map(({ text, papers }) => ({ text: join(text), papers: counts.get(text) ?? papers }));
  }
  const counts = await countContaining([head, ...completed.flatMap(({ text }) => [text, join(text)])]);
  const before = counts.get(head)!;
  return completed.flatMap(({ text }) => {
    const together = counts.get(join(text))!;
    const isRelated = together > 0 && together * count >= minLift * before * counts.get(text)!;
    return isRelated ? [{ text: join(text), papers: together }] : [];
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
