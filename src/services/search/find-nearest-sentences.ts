import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { type Explanation, roundShare } from "../../domain/search/answer.js";
import {
  type AppraisedSentence,
  appraiseSentences,
  createWordReader,
  weighTerms,
} from "../../domain/search/appraise-sentences.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { EmbedQuery } from "./embed-query.js";
import type { EmbedSentences } from "./embed-sentences.js";
import { measureRarity, type RarityDeps } from "./measure-rarity.js";

export interface NearestSentencesDeps extends RarityDeps {
  readonly embedQuery: EmbedQuery;
  readonly embedSentences: EmbedSentences;
}

export type NearestSentence = NonNullable<Explanation["sentence"]>;

/** Finds the sentence of each abstract that is nearest to a question; none for a question without words. */
export type FindNearestSentences = (
  papers: ReadonlyMap<Ordinal, Paper>,
  question: string,
  options?: CallOptions,
) => Promise<ReadonlyMap<Ordinal, NearestSentence>>;

/**
 * Embedding every sentence of ten abstracts would take a second, so words decide, and the two best sentences by words are
 * embedded for those papers where words tell them apart least.
 */
export function createFindNearestSentences(deps: NearestSentencesDeps): FindNearestSentences {
  return async (papers, question, options = {}) => {
    if (question === "") return new Map();
    const quotes = await appraiseAll(deps, papers, question);
    const contested = chooseContested(quotes);
    const texts = contested.flatMap(({ sentences }) => sentences.map(({ text }) => text));
    const cosines = await measureCosines(deps, texts, { ...options, question });
    const nearest = new Map(quotes.map(({ ordinal, sentences }) => [ordinal, quote(sentences[0]!)]));
    for (const { ordinal, sentences } of contested) {
      const [best] = sentences
        .map((sentence) => ({ sentence, cosine: cosines.get(sentence.text) ?? -Infinity }))
        .toSorted((one, other) => other.cosine - one.cosine);
      if (best && best.cosine > -Infinity)
        nearest.set(ordinal, { ...quote(best.sentence), cosine: roundShare(best.cosine) });
    }
    return nearest;
  };
}

/** Sentences of an abstract that are embedded, if any. */
const sentencesCompared = 2;
/** So many of ten papers. As exact as the two sentences of every paper that share most words (docs/ranking.md). */
const shareCompared = 0.6;

interface Sentence extends AppraisedSentence {
  readonly text: string;
}

interface Quote {
  readonly ordinal: Ordinal;
  /** The best by words, best first; at least one. */
  readonly sentences: readonly Sentence[];
}

async function appraiseAll(deps: RarityDeps, papers: ReadonlyMap<Ordinal, Paper>, question: string): Promise<Quote[]> {
  const { readWords, readSentences, words } = createWordReader();
  const asked = readWords(question);
  const read = Array.from(papers, ([ordinal, { title, abstract = "" }]) => {
    return { ordinal, abstract, sentences: readSentences({ title, abstract }) };
  });
  const rarity = await measureRarity(deps, words);
  const weighed = weighTerms(asked, rarity);
  return read.flatMap(({ ordinal, abstract, sentences }) => {
    const appraised = appraiseSentences(sentences, weighed, rarity).slice(0, sentencesCompared);
    if (appraised.length === 0) return [];
    return { ordinal, sentences: appraised.map((one) => ({ ...one, text: abstract.slice(...one.range) })) };
  });
}

function chooseContested(quotes: readonly Quote[]): readonly Quote[] {
  const leadOf = ({ sentences: [first, second] }: Quote) => first!.worth - second!.worth;
  return quotes
    .filter(({ sentences }) => sentences.length > 1)
    .toSorted((one, other) => leadOf(one) - leadOf(other))
    .slice(0, Math.ceil(shareCompared * quotes.length));
}

async function measureCosines(
  { embedQuery, embedSentences }: NearestSentencesDeps,
  texts: readonly string[],
  { question, signal }: CallOptions & { readonly question: string },
): Promise<ReadonlyMap<string, number>> {
  if (texts.length === 0) return new Map();
  const asked = await embedQuery(question, { signal });
  const vectors = await embedSentences(texts, { signal });
  return new Map([...vectors].map(([text, vector]) => [text, dotProduct(asked, vector)]));
}

function quote({ text, range }: Sentence): NearestSentence {
  return { text, range: [...range] };
}
