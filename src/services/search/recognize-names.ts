import { type NameToken, tokenizeNames } from "../../domain/person/name-tokens.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { AuthoredPapers, NameSpan } from "../../domain/search/author-names.js";
import { chooseNames } from "../../domain/search/choose-names.js";
import { collectOrdinals, intersectSets, type OrdinalSet, subtractSets } from "../../domain/search/ordinal-set.js";
import type { Understood } from "../../domain/search/understood.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { AuthorNames } from "../../ports/search/author-names.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";

export interface RecognizeNamesDeps {
  readonly scan: AuthorNames;
  readonly keywordIndex: Pick<KeywordIndex, "findContaining">;
  readonly papers: Pick<PaperStore, "readPapers">;
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
    if (tokens.length === 0) return undefined;
    const found = await scan.findNames(text);
    const countMentions = (at: number) =>
      Math.max(0, (keywordIndex.findContaining(tokens[at]!.text)?.size ?? 0) - (found.words[at] ?? 0));
    const { spans, isGuess } = chooseNames({ tokens, found, countMentions });
    if (spans.length === 0) return undefined;
    const rest = joinOthers(tokens, spans);
    const authored = await scan.listAuthored({ text, spans, year: readYear(tokens) });
    if (isGuess && !(await isLikely(deps, { authored, words: spans.map(({ from }) => tokens[from]!.text), rest }))) {
      return undefined;
    }
    return { ...authored, rest, understood: spans.map((span) => describeName({ tokens, text, typed }, span)) };
  };
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
}

/**
 * Whether words are rather family names than words of a subject: most papers with them and the other words are by the
 * authors, and other papers do not use them as common words.
 */
async function isLikely({ keywordIndex, papers }: RecognizeNamesDeps, guess: Guess): Promise<boolean> {
  const { authored, words, rest } = guess;
  const by = collectOrdinals(authored.ordinals);
  const about = keywordIndex.findContaining(`${words.join(" ")} ${rest}`);
  if (rest !== "" && (!about || intersectSets(about, by).size * 2 < about.size || about.size === 0)) return false;
  const used = words.flatMap((word) => sampleOthers(keywordIndex.findContaining(word), by));
  const read = await papers.readPapers(used);
  const common = [...read.values()].filter(({ title, abstract = "" }) => {
    const found: readonly string[] = `${title} ${abstract}`.match(/[\p{L}\p{M}]+/gu) ?? [];
    return words.some((word) => found.includes(word.toLowerCase()));
  });
  return common.length <= read.size * maxCommon;
}

/** A few texts write names in lower case. */
const maxCommon = 0.2;
/** As many papers as show whether a word is a common one. */
const sampleSize = 20;

function sampleOthers(having: OrdinalSet | undefined, by: OrdinalSet): Ordinal[] {
  const others = having ? [...subtractSets(having, by).values()] : [];
  const step = Math.max(1, others.length / sampleSize);
  return others.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
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
  return {
    kind: "author",
    text: name,
    range: [start, start + name.length],
    means: "Papers by authors of this name come first",
    offer: `author:"${name}"`,
  };
}
