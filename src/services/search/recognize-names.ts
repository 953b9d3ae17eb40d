import { type NameToken, tokenizeNames } from "../../domain/person/name-tokens.js";
import type { AuthoredPapers, NameSpan } from "../../domain/search/author-names.js";
import { chooseNames } from "../../domain/search/choose-names.js";
import type { Understood } from "../../domain/search/understood.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { AuthorNames } from "../../ports/search/author-names.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";

export interface RecognizeNamesDeps {
  readonly scan: AuthorNames;
  readonly keywordIndex: Pick<KeywordIndex, "findContaining">;
}

/** Authors of the library that a query names. */
export interface RecognizedNames extends AuthoredPapers {
  /** The other words of the query; empty if it only names authors. */
  readonly rest: string;
  readonly understood: readonly Understood[];
}

/** Finds the authors that the text of a query names; `undefined` if it names none. */
export type RecognizeNames = (text: string, typed: string) => Promise<RecognizedNames | undefined>;

export function createRecognizeNames({ scan, keywordIndex }: RecognizeNamesDeps): RecognizeNames {
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
    if (isGuess && rest !== "" && !hasPaperAbout(keywordIndex, authored, rest)) return undefined;
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

function hasPaperAbout(
  keywordIndex: RecognizeNamesDeps["keywordIndex"],
  { ordinals }: AuthoredPapers,
  words: string,
): boolean {
  const about = keywordIndex.findContaining(words);
  return about !== undefined && ordinals.some((ordinal) => about.has(ordinal));
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
