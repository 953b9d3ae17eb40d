import { availableParallelism } from "node:os";
import { createModelStore } from "../../../models/fetch.js";
import { createTransformersEmbedder } from "../../../src/adapters/transformers/embedder.js";
import { computeNdcg } from "../../../src/domain/evaluation/ranking-metrics.js";
import type { CosineScale } from "../../../src/domain/models/model.js";
import type { Ordinal } from "../../../src/domain/paper/paper.js";
import { indexFields } from "./field-index.js";
import { variants } from "./fusion-variants.js";
import { prepareQuestion } from "./question.js";
import {
  type Column,
  formatCurves,
  formatDepths,
  formatLeftOut,
  formatReliability,
  formatVariants,
} from "./fusion-tables.js";
import { type JudgedCollection, makeCollections } from "./judged-collections.js";
import { createKeptVectors } from "./kept-vectors.js";
import { judgeCandidates } from "./reliability.js";
import { depths, nameTuning, rankOrdered, tunings } from "./order-tuning.js";

const modelId = "bge-small-en-v1.5";

/**
 * The tables behind the fusion of keyword and semantic results, with nDCG@10: each variant on each collection, and
 * parameters on the collection that did not choose them.
 *
 * @param vectorFolder keeps the vectors of the papers for the next run
 */
export async function benchFusion(
  corpus: { papers: string; vectors: string },
  tell: (line: string) => void,
  vectorFolder?: string,
): Promise<void> {
  const model = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(modelId);
  if (!model) {
    tell(`The model ${modelId} is not on this machine (paperkin models fetch ${modelId}): no fusion was measured.`);
    return;
  }
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const threads = { queries: {}, documents: { threads: availableParallelism() } };
  const embedder = await createTransformersEmbedder({ model: model.spec, folder: model.folder, logger, ...threads });
  const texts = createKeptVectors(embedder, vectorFolder);
  const { dimensions } = embedder.model;
  const columns: Column[] = [];
  try {
    for await (const collection of makeCollections({ corpus, texts, dimensions, tell })) {
      const { name, papers, queries } = collection;
      columns.push(measureCollection(collection, embedder.cosines));
      tell(`${name}: ${queries.length} queries over ${papers.length} papers`);
    }
  } finally {
    await embedder.close();
  }
  for (const format of [formatVariants, formatLeftOut, formatDepths, formatReliability, formatCurves])
    tell(`\n${format(columns)}`);
}

/** By name, because the shipped parameters are in both lists. */
const tried = new Map([...tunings, ...depths].map((tuning) => [nameTuning(tuning), tuning]));

function measureCollection(
  { name, isJudged, papers, vectors, queries }: JudgedCollection,
  cosines: CosineScale,
): Column {
  const collection = { index: indexFields(papers), vectors, cosines };
  const values = new Map<string, number[]>();
  const judged: Column["judged"][number][] = [];
  for (const query of queries) {
    const question = prepareQuestion(collection, query);
    const measure = (ranking: string, ordinals: readonly Ordinal[]) => {
      const others = ordinals.map(String).filter((id) => id !== query.own);
      const list = values.get(ranking) ?? [];
      list.push(computeNdcg(others, query.judgements, { depth: 10 }));
      values.set(ranking, list);
    };
    for (const variant of variants) measure(variant.name, variant.rank(question));
    for (const [ranking, tuning] of tried) measure(ranking, rankOrdered(question, tuning));
    if (isJudged) judged.push(...judgeCandidates(question, query));
  }
  return { name, isJudged, values, judged };
}
