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

/** Embeds some of the papers that lack a vector of the other model, and brings its index up to date; gives their number. */
export type EmbedWithOtherModel = (model: Answering) => Promise<number>;

/** A second or two of work: as much is lost, and nothing more, when the process dies. */
const papersAtOnce = 64;

/** The index is saved after so many papers; once all are through, where it holds more than it takes no time to catch up with. */
const papersPerSave = 20_000;
const papersWorthSaving = 1_000;

export function createEmbedWithOtherModel({ otherModel, embeddingRate }: EmbedWithOtherModelDeps): EmbedWithOtherModel {
  let idle = true;
  let unsaved = 0;
  return async ({ embedder, vectorIndex, vectorSync }) => {
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
      await vectorIndex.save();
      unsaved = 0;
    }
    return papers.length;
  };
}

/** In short steps, so that nothing else has to wait. */
export async function tidyAll(otherModel: Pick<OtherModelStore, "tidy">, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && (await otherModel.tidy())) await yieldToEventLoop();
}
