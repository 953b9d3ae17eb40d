import { availableParallelism } from "node:os";
import { createModelStore } from "../../models/fetch.js";
import { createTransformersEmbedder } from "../../src/adapters/transformers/embedder.js";
import { computeNdcg } from "../../src/domain/evaluation/ranking-metrics.js";
import { bootstrapMean } from "../../src/domain/evaluation/resampling.js";
import type { CosineScale } from "../../src/domain/models/model.js";
import { indexFields } from "./field-index.js";
import { comparedName, prepareQuestion, shippedName, variants } from "./fusion-variants.js";
import { type JudgedCollection, makeCollections } from "./judged-collections.js";

const modelId = "bge-small-en-v1.5";

/**
 * The table behind the choice of fusion of keyword and semantic results: nDCG@10 of each variant on each collection.
 */
export async function benchFusion(
  corpus: { papers: string; vectors: string },
  tell: (line: string) => void,
): Promise<void> {
  const model = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(modelId);
  if (!model) {
    tell(`The model ${modelId} is not on this machine (paperkin models fetch ${modelId}): no fusion was measured.`);
    return;
  }
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const threads = { queries: {}, documents: { threads: availableParallelism() } };
  const embedder = await createTransformersEmbedder({ model: model.spec, folder: model.folder, logger, ...threads });
  const columns: Column[] = [];
  try {
    for await (const collection of makeCollections({ corpus, embedder, tell })) {
      const { name, papers, queries } = collection;
      columns.push(measureVariants(collection, embedder.cosines));
      tell(`${name}: ${queries.length} queries over ${papers.length} papers`);
    }
  } finally {
    await embedder.close();
  }
  tell(`\n${formatTable(columns)}`);
}

/** nDCG@10 on one collection: one value per query, by the name of the variant. */
interface Column {
  readonly name: string;
  readonly values: ReadonlyMap<string, readonly number[]>;
}

function measureVariants({ name, papers, vectors, queries }: JudgedCollection, cosines: CosineScale): Column {
  const values = new Map<string, number[]>(variants.map((variant) => [variant.name, []]));
  const collection = { index: indexFields(papers), vectors, cosines };
  for (const query of queries) {
    const question = prepareQuestion(collection, query);
    for (const variant of variants) {
      const ranked = variant.rank(question).map(String);
      const others = ranked.filter((id) => id !== query.own);
      values.get(variant.name)!.push(computeNdcg(others, query.judgements, { depth: 10 }));
    }
  }
  return { name, values };
}

function formatTable(columns: readonly Column[]): string {
  const names = columns.map(({ name }) => name);
  const rows = variants.map(({ name }) => {
    const means = columns.map(({ values }) => average(values.get(name)!));
    return [name, ...[...means, average(means)].map((mean) => mean.toFixed(4))];
  });
  const lines = [["nDCG@10", ...names, "mean"], ["---", ...names.map(() => "---"), "---"], ...rows, compare(columns)];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Paired by query, so that queries that are hard for both do not widen the 95 % interval. */
function compare(columns: readonly Column[]): string[] {
  const intervals = columns.map(({ values }) => {
    const compared = values.get(comparedName)!;
    return bootstrapMean(values.get(shippedName)!.map((value, at) => value - compared[at]!));
  });
  const sign = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
  const cells = intervals.map(({ mean, low, high }) => `${sign(mean)} [${sign(low)}, ${sign(high)}]`);
  return [`shipped less ${comparedName}`, ...cells, sign(average(intervals.map(({ mean }) => mean)))];
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
