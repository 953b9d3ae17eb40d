import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { type Explanation, roundShare } from "../../domain/search/answer.js";
import { findMatches } from "../../domain/search/highlight.js";
import { defaultOrder, feedbackWeight } from "../../domain/search/order-candidates.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { extractTerms } from "../../domain/text/terms.js";
import { visitWrittenTokens } from "../../domain/text/written-tokens.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { FindNearestSentences } from "./find-nearest-sentences.js";
import type { Evidence } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface ExplainHitsDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly findNearestSentences: FindNearestSentences;
}

export interface Explained extends CallOptions {
  readonly listed: readonly ListedPaper[];
  readonly evidence: Evidence;
  /** The words that were searched by meaning. */
  readonly text: string;
  /** The terms of the query, as in the keyword index. */
  readonly terms: ReadonlySet<string>;
}

/** Explains the rank of each listed paper, and finds the sentence nearest to the query. */
export type ExplainHits = (explained: Explained) => Promise<ReadonlyMap<Ordinal, Explanation>>;

export function createExplainHits(deps: ExplainHitsDeps): ExplainHits {
  return async ({ listed, evidence, text, terms, signal }) => {
    const papers = await deps.papers.readPapers(listed.map(({ ordinal }) => ordinal));
    const sentences = await deps.findNearestSentences(papers, text, { signal });
    const places = new Map(evidence.keyword.map(({ ordinal }, place) => [ordinal, place]));
    return new Map(
      listed.map((hit) => {
        const sentence = sentences.get(hit.ordinal);
        const paper = papers.get(hit.ordinal);
        const words = listWords(paper, terms);
        const missing = listMissing(text, [...words, ...(paper?.authors ?? []), ...(paper?.keywords ?? [])]);
        const grounds = { evidence, byWords: places.get(hit.ordinal), words, missing };
        return [hit.ordinal, { ...describe(hit, grounds), ...(sentence && { sentence }) }];
      }),
    );
  };
}

interface Grounds {
  readonly evidence: Evidence;
  /** The paper's place in the list by words, from 0. */
  readonly byWords: number | undefined;
  readonly words: readonly string[];
  /** Words of the query that are neither among those nor in the paper's authors and keywords. */
  readonly missing: readonly string[];
}

function describe({ ordinal, evidence: sum }: ListedPaper, grounds: Grounds): Explanation {
  const { evidence, byWords, words, missing } = grounds;
  const candidate = evidence.findCandidate(ordinal);
  if (!candidate) return {};
  const { semanticWeight } = evidence;
  const { keyword, meaning, feedback, support } = candidate;
  const byMeaning = evidence.meaning.ordinals.indexOf(ordinal);
  return {
    ...(sum !== undefined && { evidence: roundShare(sum) }),
    ...(keyword > 0 && {
      keyword: {
        ...(byWords !== undefined && { rank: byWords + 1 }),
        share: roundShare(keyword),
        weight: roundShare(1 - semanticWeight),
        words: [...words],
        missing: [...missing],
      },
    }),
    ...(meaning !== undefined && {
      meaning: {
        ...(byMeaning >= 0 && { rank: byMeaning + 1 }),
        share: roundShare(meaning),
        weight: roundShare(semanticWeight),
      },
    }),
    ...(feedback !== undefined && {
      feedback: { share: roundShare(feedback), weight: roundShare(semanticWeight * feedbackWeight) },
    }),
    ...(support !== undefined && { support: { share: roundShare(support), weight: defaultOrder.support } }),
  };
}

function listWords(paper: Paper | undefined, terms: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const text of [paper?.title ?? "", paper?.abstract ?? ""]) {
    for (const [start, end] of findMatches(text, terms)) found.add(text.slice(start, end).toLowerCase());
  }
  return [...found];
}

/** Words without a term, such as "the", are not missed. */
function listMissing(text: string, parts: readonly string[]): string[] {
  const found = new Set(parts.flatMap(extractTerms));
  const missing = new Set<string>();
  visitWrittenTokens(text, (start, end) => {
    const word = text.slice(start, end);
    const terms = extractTerms(word);
    if (terms.length > 0 && !terms.some((term) => found.has(term))) missing.add(word.toLowerCase());
  });
  return [...missing];
}
