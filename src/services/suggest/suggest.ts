import type { Paper } from "../../domain/paper/paper.js";
import { areSamePerson } from "../../domain/person/same-person.js";
import type { SuggestAnswer, Suggestion, SuggestRequest } from "../../domain/search/suggestions.js";
import { readTypedText, type TypedText } from "../../domain/search/typed-text.js";
import { applyRepairs } from "../../domain/spelling/repair.js";
import { foldText } from "../../domain/text/fold-text.js";
import type { CompletedNames, CorpusFacts, NameUse } from "../../ports/search/corpus-facts.js";
import type { TextUse } from "../../ports/search/vocabulary.js";
import type { CorrectSpelling } from "../search/query/correct-spelling.js";
import { completePhrases, type PhraseSource } from "./complete-phrases.js";
import { findTitles, type FoundTitles, type TitleSource } from "./find-titles.js";

export interface SuggestDeps extends TitleSource {
  readonly keywordIndex: TitleSource["keywordIndex"] & PhraseSource;
  readonly scan: Pick<CorpusFacts, "completeNames">;
  readonly correctSpelling: CorrectSpelling;
}

/** Completes a query while it is typed; if nothing fits, with its spelling repaired. */
export type Suggest = (request: SuggestRequest) => Promise<SuggestAnswer>;

export function createSuggest(deps: SuggestDeps): Suggest {
  return async ({ q, limit }) => {
    const suggestions = await collect(deps, readTypedText(q), limit);
    if (suggestions.length > 0) return { suggestions };
    const repaired = applyRepairs(q, await deps.correctSpelling(q, new Set()));
    return { suggestions: repaired === q ? [] : await collect(deps, readTypedText(repaired), limit) };
  };
}

async function collect(deps: SuggestDeps, typed: TypedText, limit: number): Promise<Suggestion[]> {
  if (typed.whole.length === 0 && typed.last === "") return [];
  // The thread looks for names at the same time.
  const [titles, names] = await Promise.all([findTitles(deps, typed), completeNames(deps, typed, limit)]);
  const isOneWord = typed.whole.length === 0;
  // What names a person is completed to no other word than a name.
  const isName = !isOneWord && names.authors.length > 0;
  const phrases = await completePhrases(deps.keywordIndex, typed, { limit, withinPhrase: isName });
  return mix({ phrases, titles, names, isOneWord }, limit);
}

async function completeNames({ scan }: SuggestDeps, typed: TypedText, limit: number): Promise<CompletedNames> {
  const { text, whole, last } = typed;
  // One letter begins too many names.
  if (whole.length === 0 && last.length < 2) return { authors: [], venues: [] };
  const { authors, venues } = await scan.completeNames(text, limit);
  return { authors: foldSpellings(authors), venues };
}

/** One author in several spellings (`Ada M. Berg`, `Ada Berg`) is the most frequent one. */
function foldSpellings(authors: readonly NameUse[]): readonly NameUse[] {
  const folded: NameUse[] = [];
  for (const author of authors) {
    const at = folded.findIndex((other) => areSpellings(author.name, other.name));
    const known = folded[at];
    if (known) folded[at] = { name: known.name, count: known.count + author.count };
    else folded.push(author);
  }
  return folded;
}

/** Whether two names have the same first and last word, and what is between agrees. Initials alone may be anybody's. */
function areSpellings(one: string, other: string): boolean {
  const [words, others] = [one, other].map((name) => foldText(name).split(" "));
  const isWritten = /^\p{L}[\p{L}\p{M}'’-]+$/u.test(words![0]!);
  const haveSameEnds = words![0] === others![0] && words!.at(-1) === others!.at(-1);
  return isWritten && haveSameEnds && areSamePerson({ name: one }, { name: other });
}

interface Found {
  readonly phrases: readonly TextUse[];
  readonly titles: FoundTitles;
  readonly names: CompletedNames;
  readonly isOneWord: boolean;
}

/**
 * A share of the list for each kind, what is left of it for more of what there is. After one word the phrases come
 * first; more words are rather the beginning of a name or title.
 */
function mix({ phrases, titles, names, isOneWord }: Found, limit: number): Suggestion[] {
  const authors = names.authors.map((name) => toSuggestion("author", name));
  const venues = names.venues.map((name) => toSuggestion("venue", name));
  const words = phrases.map(({ text, papers }): Suggestion => ({ text, kind: "phrase", papers }));
  const [beginning, holding] = [titles.beginning.map(toTitle), titles.holding.map(toTitle)];
  const groups = isOneWord
    ? [words, authors, venues, beginning, holding]
    : [authors, beginning, words, venues, holding];
  const ranked = dropRepeated(groups.flat());
  const chosen = new Set<Suggestion>();
  const shares = { title: Math.ceil((limit * 3) / 8), author: Math.ceil(limit / 4), venue: Math.ceil(limit / 4) };
  const add = (max: Readonly<Partial<Record<Suggestion["kind"], number>>>) => {
    for (const suggestion of ranked) {
      const { kind } = suggestion;
      const taken = [...chosen].filter((other) => other.kind === kind).length;
      if (chosen.size < limit && taken < (max[kind] ?? limit)) chosen.add(suggestion);
    }
  };
  const others = (["title", "author", "venue"] as const).map((kind) =>
    Math.min(shares[kind], ranked.filter((suggestion) => suggestion.kind === kind).length),
  );
  add({ ...shares, phrase: Math.max(1, limit - others.reduce((sum, share) => sum + share, 0)) });
  add({});
  return ranked.filter((suggestion) => chosen.has(suggestion));
}

function toSuggestion(kind: "author" | "venue", { name, count }: NameUse): Suggestion {
  return { text: name, kind, papers: count };
}

function toTitle({ title, id }: Paper): Suggestion {
  return { text: title, kind: "title", id };
}

/** A phrase that is a name or title as well is only shown as that; of other kinds the first one stays. */
function dropRepeated(ranked: readonly Suggestion[]): Suggestion[] {
  const others = new Set(ranked.filter(({ kind }) => kind !== "phrase").map(({ text }) => foldText(text)));
  const seen = new Set<string>();
  return ranked.filter((suggestion) => {
    const key = foldText(suggestion.text);
    if (seen.has(key) || (suggestion.kind === "phrase" && others.has(key))) return false;
    seen.add(key);
    return true;
  });
}
