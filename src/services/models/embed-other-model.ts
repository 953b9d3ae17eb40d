import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { OtherModelStore } from "../../ports/models/other-model-store.js";
import { formatFingerprint } from "../../domain/models/model.js";
import type { Answering } from "../create-services.js";
import type { EmbeddingRate } from "../ingest/embedding-rate.js";
import { sortEmbedResults } from "../ingest/sort-embed-results.js";

export interface EmbedWithOtherModelDeps {
  readonly otherModel: OtherModelStore;
  readonly embeddingRate: Pick<EmbeddingRate, "begin" | "note">;
}

/** Embeds some of the papers without a vector of the other model, updates its index, and resolves with their number. */
export type EmbedWithOtherModel = (model: Answering) => Promise<number>;

/** A second or two of work, which is the most that a crash loses. */
const papersAtOnce = 64;

/** Papers between saves of the index: the second number applies once all papers are embedded. */
const papersPerSave = 20_000;
const papersWorthSaving = 1_000;

export function createEmbedWithOtherModel({ otherModel, embeddingRate }: EmbedWithOtherModelDeps): EmbedWithOtherModel {
  let idle = true;
  let unsaved = 0;
  return async ({ embedder, vectorSync }) => {
    await tidyAll(otherModel);
    const papers = await otherModel.listMissing(papersAtOnce);
    if (papers.length > 0) {
      if (idle) embeddingRate.begin();
      const results = await embedder.embedDocuments(papers.map(({ text }) => text));
      const { vectors, failures, refused } = sortEmbedResults({ papers, results }, embedder.model.dimensions);
      const fingerprint = formatFingerprint(embedder.model);
      await otherModel.saveResults({ fingerprint, vectors, failures: [...failures, ...refused] });
      embeddingRate.note(papers.length);
    }
    idle = papers.length === 0;
    await vectorSync.sync();
    unsaved += papers.length;
    if (unsaved >= (idle ? papersWorthSaving : papersPerSave)) {
      await vectorSync.save();
      unsaved = 0;
    }
    return papers.length;
  };
}

/** Works in short steps, so that other work is not delayed. */
export async function tidyAll(otherModel: Pick<OtherModelStore, "tidy">, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && (await otherModel.tidy())) await yieldToEventLoop();
}
