import { type NameToken, tokenizeNames } from "../../../domain/person/name-tokens.js";
import type { AuthoredPapers, FoundNames, NameSpan } from "../../../domain/search/names/author-names.js";
import { chooseNames } from "../../../domain/search/names/choose-names.js";
import { mayNameAuthors } from "../../../domain/search/names/may-name-authors.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { Understood } from "../../../domain/search/understood.js";
import { extractTerms } from "../../../domain/text/terms.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { AuthorNames } from "../../../ports/search/author-names.js";
import type { PaperSets } from "../../../ports/search/paper-sets.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";

export interface RecognizeNamesDeps {
  readonly scan: AuthorNames;
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly keywordIndex: Pick<KeywordSearch, "countContaining" | "findContaining">;
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly paperSets: PaperSets;
}

/** Authors of the library that a query names. */
export interface RecognizedNames extends AuthoredPapers {
  /** The other words of the query; empty if it only names authors. */
  readonly rest: string;
  readonly understood: readonly Understood[];
}

/** Finds the authors that the text of a query names; `undefined` if it names none. */
export type RecognizeNames = (text: string, typed: string) => Promise<RecognizedNames | undefined>;

export function createRecognizeNames(deps: RecognizeNamesDeps): RecognizeNames {
  const { scan, keywordIndex } = deps;
  return async (text, typed) => {
    const tokens = tokenizeNames(text);
    if (tokens.length === 0 || !(await mayName(deps, tokens))) return undefined;
    const found = await scan.findNames(text);
    const countMentions = await countWords(keywordIndex, tokens, found);
    const { spans, isGuess } = chooseNames({ tokens, found, countMentions });
    if (spans.length === 0) return undefined;
    const year = readYear(tokens);
    const rest = joinOthers(tokens, spans);
    const authored = await scan.listAuthored({ text, spans, year });
    const words = spans.map(({ from }) => tokens[from]!.text);
    if (isGuess && !(await isLikely(deps, { authored, words, rest, isCited: year !== undefined }))) return undefined;
    return { ...authored, rest, understood: spans.map((span) => describeName({ tokens, text, typed }, span)) };
  };
}

/** How many papers have the word of a token in their text. Only words of names are asked about. */
async function countWords(
  { countContaining }: RecognizeNamesDeps["keywordIndex"],
  tokens: readonly NameToken[],
  { words, families }: FoundNames,
): Promise<(at: number) => number> {
  const isOfName = (_: NameToken, at: number) => (words[at] ?? 0) > 0 || (families[at] ?? 0) > 0;
  const counts = await countContaining(tokens.filter(isOfName).map(({ text }) => text));
  return (at) => Math.max(0, (counts.get(tokens[at]!.text) ?? 0) - (words[at] ?? 0));
}

/** Asking the thread takes long. It is spared where the names of all papers are loaded, and none can be meant. */
async function mayName({ scan, changes }: RecognizeNamesDeps, tokens: readonly NameToken[]): Promise<boolean> {
  const names = scan.peekNames();
  if (!names || names.lastChange !== (await changes.readLastChange())) return true;
  return mayNameAuthors(tokens, names.hints);
}

function readYear(tokens: readonly NameToken[]): number | undefined {
  const year = tokens.find(({ kind }) => kind === "year");
  return year && Number.parseInt(year.text, 10);
}

/** Words around a name that say nothing about papers. */
const emptyWords = new Set(
  "by paper papers article articles publication publications work works author authors".split(" "),
);

/** The words outside the names, without the year. */
function joinOthers(tokens: readonly NameToken[], spans: readonly NameSpan[]): string {
  const others = tokens.filter(
    ({ kind, text }, at) =>
      kind !== "year" && !emptyWords.has(text.toLowerCase()) && !spans.some(({ from, to }) => from <= at && at <= to),
  );
  const rest = others.reduce((joined, { text, isJoined }) => `${joined}${isJoined ? "-" : " "}${text}`, "").trim();
  return extractTerms(rest).length === 0 ? "" : rest;
}

interface Guess {
  readonly authored: AuthoredPapers;
  /** What may be family names. */
  readonly words: readonly string[];
  readonly rest: string;
  /** Whether a year follows, as in a citation, so that a capital shows a name. */
  readonly isCited: boolean;
}

/**
 * Whether words are rather family names than words of a subject: most papers with them and the other words are by the
 * authors, and other papers use the words neither often nor as common words.
 */
async function isLikely(deps: RecognizeNamesDeps, { authored, words, rest, isCited }: Guess): Promise<boolean> {
  const by = deps.paperSets.of(authored.ordinals);
  const byCount = authored.ordinals.length;
  const about = deps.keywordIndex.findContaining(`${words.join(" ")} ${rest}`);
  if (rest !== "" && !(about && (await isMostly(about, by)))) return false;
  for (const word of words) {
    const { papers, common } = await countUses(deps, word, by);
    if (papers > 5 * byCount + 2) return false;
    if (common > maxCommon && !(isCited && /^\p{Lu}/u.test(word))) return false;
  }
  return true;
}

/** Whether at least half of the papers are among the others; false for none. */
async function isMostly(papers: PaperSet, others: PaperSet): Promise<boolean> {
  const [count, both] = await Promise.all([papers.count(), papers.intersect(others).count()]);
  return count > 0 && both * 2 >= count;
}

/** A few texts write names in lower case. */
const maxCommon = 0.2;
/** As many papers as show whether a word is a common one. */
const sampleSize = 30;

/**
 * How many papers of others have a word in their text, by a sample: the index also has the names of authors. And in what
 * share of them it begins with a small letter.
 */
async function countUses(
  { keywordIndex, papers }: RecognizeNamesDeps,
  word: string,
  by: PaperSet,
): Promise<{ papers: number; common: number }> {
  const having = keywordIndex.findContaining(word);
  // A word that is too common to be indexed.
  if (!having) return { papers: Infinity, common: 1 };
  const others = having.subtract(by);
  const [count, sampled] = await Promise.all([others.count(), others.sample(sampleSize)]);
  const texts = [...(await papers.readPapers([...sampled])).values()].map(
    ({ title, abstract = "" }): readonly string[] => `${title} ${abstract}`.match(/[\p{L}\p{M}]+/gu) ?? [],
  );
  const folded = word.toLowerCase();
  const using = texts.filter((found) => found.some((other) => other.toLowerCase() === folded));
  const common = using.filter((found) => found.includes(folded)).length;
  return {
    papers: texts.length === 0 ? 0 : (count * using.length) / texts.length,
    common: using.length === 0 ? 0 : common / using.length,
  };
}

interface Source {
  readonly tokens: readonly NameToken[];
  readonly text: string;
  /** The whole query, of which the text is what ranks. */
  readonly typed: string;
}

function describeName({ tokens, text, typed }: Source, { from, to }: NameSpan): Understood {
  const name = text.slice(tokens[from]!.range[0], tokens[to]!.range[1]);
  const start = Math.max(0, typed.indexOf(name));
  const end = start + name.length;
  // The offer replaces the range, so quotation marks around the name belong to it.
  const isQuoted = /["“”]/.test(typed.charAt(start - 1)) && /["“”]/.test(typed.charAt(end));
  return {
    kind: "author",
    text: name,
    range: isQuoted ? [start - 1, end + 1] : [start, end],
    means: "Papers by this author come first",
    offer: `author:"${name}"`,
  };
}
