import type { Explanation } from "../../domain/search/answer.js";
import { feedbackWeight } from "../../domain/search/fusion.js";
import { findMatches, type TextRange } from "../../domain/search/highlight.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { splitSentences } from "../../domain/text/sentences.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { EmbedQuery } from "./embed-query.js";
import type { Evidence } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface ExplainHitsDeps {
  readonly papers: PaperStore;
  readonly embedder: Pick<Embedder, "embedPassages">;
  readonly embedQuery: EmbedQuery;
}

export interface Explained {
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
  return async ({ listed, evidence, text, terms }) => {
    const papers = await deps.papers.readPapers(listed.map(({ ordinal }) => ordinal));
    const sentences = await findNearestSentences(deps, papers, { text, terms });
    const places = new Map(evidence.keyword.map(({ ordinal }, place) => [ordinal, place]));
    return new Map(
      listed.map((hit) => {
        const sentence = sentences.get(hit.ordinal);
        const words = listWords(papers.get(hit.ordinal), terms);
        return [
          hit.ordinal,
          { ...describe(hit, { evidence, byWords: places.get(hit.ordinal), words }), ...(sentence && { sentence }) },
        ];
      }),
    );
  };
}

interface Grounds {
  readonly evidence: Evidence;
  /** The paper's place in the list by words, from 0. */
  readonly byWords: number | undefined;
  readonly words: readonly string[];
}

function describe({ ordinal, evidence: sum }: ListedPaper, { evidence, byWords, words }: Grounds): Explanation {
  const candidate = evidence.findCandidate(ordinal);
  if (!candidate) return {};
  const { semanticWeight } = evidence;
  const { keyword, meaning, feedback } = candidate;
  const byMeaning = evidence.meaning.ordinals.indexOf(ordinal);
  return {
    ...(sum !== undefined && { evidence: round(sum) }),
    ...(keyword > 0 && {
      keyword: {
        ...(byWords !== undefined && { rank: byWords + 1 }),
        share: round(keyword),
        weight: round(1 - semanticWeight),
        words: [...words],
      },
    }),
    ...(meaning !== undefined && {
      meaning: { ...(byMeaning >= 0 && { rank: byMeaning + 1 }), share: round(meaning), weight: round(semanticWeight) },
    }),
    ...(feedback !== undefined && {
      feedback: { share: round(feedback), weight: round(semanticWeight * feedbackWeight) },
    }),
  };
}

function listWords(paper: Paper | undefined, terms: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const text of [paper?.title ?? "", paper?.abstract ?? ""]) {
    for (const [start, end] of findMatches(text, terms)) found.add(text.slice(start, end).toLowerCase());
  }
  return [...found];
}

/** Sentences of each abstract that are embedded: those that share the most words with the query. */
const sentencesCompared = 2;

type NearestSentence = NonNullable<Explanation["sentence"]>;

/** Embedding every sentence of ten abstracts would take a second; one without a shared word is seldom the nearest. */
async function findNearestSentences(
  { embedder, embedQuery }: ExplainHitsDeps,
  papers: ReadonlyMap<Ordinal, Paper>,
  { text, terms }: { readonly text: string; readonly terms: ReadonlySet<string> },
): Promise<ReadonlyMap<Ordinal, NearestSentence>> {
  const nearest = new Map<Ordinal, NearestSentence>();
  const compared = [...papers].flatMap(([ordinal, { abstract = "" }]) =>
    pickSentences(abstract, terms).map((range) => ({ ordinal, range, text: abstract.slice(...range) })),
  );
  if (text === "" || compared.length === 0) return nearest;
  const question = await embedQuery(text);
  const embedded = await embedder.embedPassages(compared.map((sentence) => sentence.text));
  for (const [at, sentence] of compared.entries()) {
    const result = embedded[at];
    if (!result || !("vector" in result)) continue;
    const cosine = round(dotProduct(question, result.vector));
    if (cosine <= (nearest.get(sentence.ordinal)?.cosine ?? -Infinity)) continue;
    nearest.set(sentence.ordinal, { text: sentence.text, range: [...sentence.range], cosine });
  }
  return nearest;
}

function pickSentences(abstract: string, terms: ReadonlySet<string>): readonly TextRange[] {
  return splitSentences(abstract)
    .map((range) => {
      const sentence = abstract.slice(...range);
      const shared = new Set(findMatches(sentence, terms).map((match) => sentence.slice(...match).toLowerCase()));
      return { range, shared: shared.size };
    })
    .toSorted((one, other) => other.shared - one.shared)
    .slice(0, sentencesCompared)
    .map(({ range }) => range);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
