import { defaultBm25Parameters } from "../../../src/domain/search/bm25.js";
import { type Candidate, fusionDepth, toSimilarity } from "../../../src/domain/search/fusion.js";
import type { RankedPaper } from "../../../src/domain/search/hit.js";
import type { CosineScale } from "../../../src/domain/models/model.js";
import { dotProduct } from "../../../src/domain/vectors/vector.js";
import { type FieldIndex, scoreWords, takeBest, type WordScores } from "./field-index.js";

export interface SearchedCollection {
  readonly index: FieldIndex;
  /** By ordinal. */
  readonly vectors: readonly Float32Array[];
  readonly cosines: CosineScale;
}

/** A query with both lists, each of `fusionDepth` papers, and all evidence for every paper in them. */
export interface Question {
  readonly collection: SearchedCollection;
  readonly text: string;
  readonly vector: Float32Array;
  readonly found: WordScores;
  readonly words: readonly RankedPaper[];
  readonly nearest: readonly RankedPaper[];
  readonly candidates: readonly Candidate[];
}

export type QuestionText = Pick<Question, "text" | "vector">;

export function prepareQuestion(collection: SearchedCollection, { text, vector }: QuestionText): Question {
  const found = scoreWords(collection.index, text, defaultBm25Parameters);
  const words = takeBest(found.scores, fusionDepth, 0);
  return compareLists({ collection, text, found, words }, vector);
}

/** The semantic list for this vector, with the keyword list; both kinds of evidence for the papers of either. */
export function compareLists(
  asked: Omit<Question, "vector" | "nearest" | "candidates">,
  vector: Float32Array,
): Question {
  const { collection, found, words } = asked;
  const cosines = new Float64Array(collection.vectors.length);
  for (const [ordinal, paper] of collection.vectors.entries()) cosines[ordinal] = dotProduct(vector, paper);
  const nearest = takeBest(cosines, fusionDepth);
  const near = new Set(nearest.map(({ ordinal }) => ordinal));
  const candidates = [...new Set([...near, ...words.map(({ ordinal }) => ordinal)])].map((ordinal) => ({
    ordinal,
    keyword: found.scores[ordinal]! / found.attainable,
    covered: found.covered[ordinal]! / found.attainable,
    meaning: toSimilarity(cosines[ordinal]!, collection.cosines),
    isNear: near.has(ordinal),
  }));
  return { ...asked, vector, nearest, candidates };
}
