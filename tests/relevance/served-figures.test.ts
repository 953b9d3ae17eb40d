import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createModelStore } from "../../models/fetch.js";
import { createTransformersEmbedder } from "../../src/adapters/transformers/embedder.js";
import { computeNdcg } from "../../src/domain/evaluation/ranking-metrics.js";
import { computeMean } from "../../src/domain/evaluation/resampling.js";
import type { Embedder } from "../../src/ports/models/embedder.js";
import { indexFields } from "../bench/fusion/field-index.js";
import { rankings } from "../bench/fusion/fusion-variants.js";
import { prepareQuestion } from "../bench/fusion/question.js";
import { type EmbeddedQuery, type JudgedCollection, readJudged } from "../bench/fusion/judged-collections.js";
import { createKeptVectors, type TextVectors } from "../bench/fusion/kept-vectors.js";
import { postJson } from "../support/http-client.js";
import { servicesAreRequired } from "../support/local-server.js";
import { findSharedData } from "../support/shared-data.js";
import { startTestServer } from "../support/test-server.js";

const model = "bge-small-en-v1.5";
/** Embedding 2,433 abstracts takes 100 seconds on two idle cores, unless PAPERKIN_KEPT_VECTORS has their vectors. */
const timeoutMs = 900_000;
const modes = ["keyword", "semantic", "hybrid"] as const;
/** Mean nDCG@10 in hybrid mode, between that with feedback alone and that with support from papers that are alike. */
const floors = { cranfield: 0.52, med: 0.835 };

const data = findSharedData() ?? "";
const found = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(model);
const skipReason = found || servicesAreRequired ? undefined : `the model is not here: paperkin models fetch ${model}`;

describe.skipIf(skipReason)(`Searches through HTTP${skipReason ? ` (skipped: ${skipReason})` : ""}`, () => {
  let embedder: Embedder;
  beforeAll(async () => {
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const threads = { queries: {}, documents: { threads: 2 } };
    embedder = await createTransformersEmbedder({ model: found!.spec, folder: found!.folder, logger, ...threads });
  });
  afterAll(() => embedder.close());

  for (const [name, floor] of Object.entries(floors)) {
    const folder = join(data, name);
    const isMissing = !existsSync(folder) && "not in ../shared/data, or PAPERKIN_SHARED_DATA";
    it.skipIf(isMissing)(
      `rank ${name} as the benchmark does, hybrid best and above its floor${isMissing ? ` (skipped: ${isMissing})` : ""}`,
      { timeout: timeoutMs },
      async () => {
        const { texts, remembering } = rememberVectors(embedder);
        const collection = await readJudged(folder, texts);
        const served = await measureServed(collection, remembering);
        expect(served).toEqual(measureBench(collection, embedder).map((value) => expect.closeTo(value, 3)));
        const [keyword = 0, semantic = 0, hybrid = 0] = served;
        expect(hybrid).toBeGreaterThan(Math.max(keyword, semantic));
        expect(hybrid).toBeGreaterThanOrEqual(floor);
      },
    );
  }
});

/** An embedder that embeds no text again. The library closes its embedder, but this one is still needed. */
function rememberVectors(embedder: Embedder): { readonly texts: TextVectors; readonly remembering: Embedder } {
  const kept = createKeptVectors(embedder, process.env["PAPERKIN_KEPT_VECTORS"]);
  const papers = new Map<string, Float32Array>();
  const queries = new Map<string, Float32Array>();
  const remember = async (known: Map<string, Float32Array>, texts: readonly string[], vectors: Vectors) => {
    for (const [place, vector] of (await vectors).entries()) known.set(texts[place]!, vector);
    return vectors;
  };
  return {
    texts: {
      embedPapers: (texts) => remember(papers, texts, kept.embedPapers(texts)),
      embedQueries: (texts) => remember(queries, texts, kept.embedQueries(texts)),
    },
    remembering: {
      ...embedder,
      async embedDocuments(texts) {
        const fresh = texts.filter((text) => !papers.has(text));
        await remember(papers, fresh, kept.embedPapers(fresh));
        return texts.map((text) => ({ vector: papers.get(text)! }));
      },
      embedQuery: async (text) => queries.get(text) ?? embedder.embedQuery(text),
      close: async () => undefined,
    },
  };
}

type Vectors = ReturnType<TextVectors["embedPapers"]>;

/** Mean nDCG@10 in each mode. */
async function measureServed(collection: Judged, embedder: Embedder): Promise<number[]> {
  const papers = collection.papers.map(({ title, abstract }, place) => ({ id: String(place), title, abstract }));
  const server = await startTestServer({ papers, openEmbedder: async () => embedder });
  try {
    const means: number[] = [];
    for (const mode of modes) {
      const values: number[] = [];
      for (const query of collection.queries) {
        const request = { query: query.text, mode, limit: 100, duplicates: "show", fields: ["title"] };
        const { body } = await postJson(`${server.url}/v1/search`, request);
        const hits = body["hits"] as readonly { readonly paper: { readonly id: string } }[];
        values.push(
          rate(
            query,
            hits.map(({ paper }) => paper.id),
          ),
        );
      }
      means.push(computeMean(values));
    }
    return means;
  } finally {
    await server.close();
  }
}

type Judged = Pick<JudgedCollection, "papers" | "vectors" | "queries">;

function measureBench({ papers, vectors, queries }: Judged, { cosines }: Embedder): number[] {
  const collection = { index: indexFields(papers), vectors, cosines };
  const questions = queries.map((query) => prepareQuestion(collection, query));
  return modes.map((mode) =>
    computeMean(queries.map((query, at) => rate(query, rankings[mode].rank(questions[at]!).map(String)))),
  );
}

function rate({ judgements }: EmbeddedQuery, ids: readonly string[]): number {
  return computeNdcg(ids, judgements, { depth: 10 });
}
