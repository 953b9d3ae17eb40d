import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createModelStore } from "../../models/fetch.js";
import { createTransformersEmbedder } from "../../src/adapters/transformers/embedder.js";
import { computeMean } from "../../src/domain/evaluation/resampling.js";
import { shippedWeights } from "../../src/domain/screening/rank-undecided.js";
import { createKeptVectors } from "../bench/fusion/kept-vectors.js";
import { bySimilarity, type Ranker, rankByDomain, starts } from "../bench/screening/rankers.js";
import { computeRecall, computeWss, simulate } from "../bench/screening/simulate.js";
import { readTopics } from "../bench/screening/topics.js";
import { servicesAreRequired } from "../support/local-server.js";
import { findSharedData } from "../support/shared-data.js";

const model = "bge-small-en-v1.5";
/** Embedding 1,033 abstracts takes 40 seconds on two idle cores, unless PAPERKIN_KEPT_VECTORS has their vectors. */
const timeoutMs = 600_000;
const topicCount = 10;
/** Over all 30 topics of MED: 0.99 and 0.90 with either start (docs/screening.md). */
const floors = { recall: 0.96, wss: 0.85 };

const data = findSharedData() ?? "";
const found = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(model);
const missing = [
  ...(existsSync(join(data, "med")) ? [] : ["med is not in ../shared/data, or PAPERKIN_SHARED_DATA"]),
  ...(found || servicesAreRequired ? [] : [`the model is not here: paperkin models fetch ${model}`]),
];

describe.skipIf(missing.length > 0)(`Screening${missing.length > 0 ? ` (skipped: ${missing.join("; ")})` : ""}`, () => {
  it("finds relevant papers sooner than similarity, and above its floor", { timeout: timeoutMs }, async () => {
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const threads = { queries: {}, documents: { threads: 2 } };
    const embedder = await createTransformersEmbedder({
      model: found!.spec,
      folder: found!.folder,
      logger,
      ...threads,
    });
    try {
      const texts = createKeptVectors(embedder, process.env["PAPERKIN_KEPT_VECTORS"]);
      const topics = await readTopics(data, { name: "med", texts, most: topicCount });
      for (const start of starts) {
        const read = (ranker: Ranker) => {
          const readings = topics.map((topic) => simulate(topic, start, ranker));
          return {
            recall: computeMean(readings.map((reading) => computeRecall(reading, 0.1))),
            wss: computeMean(readings.map((reading) => computeWss(reading))),
          };
        };
        const [anew, similar] = [read(rankByDomain("shipped", shippedWeights)), read(bySimilarity)];
        expect(anew.recall).toBeGreaterThan(Math.max(floors.recall, similar.recall));
        expect(anew.wss).toBeGreaterThan(Math.max(floors.wss, similar.wss));
      }
    } finally {
      await embedder.close();
    }
  });
});
