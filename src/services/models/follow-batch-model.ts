import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { formatFingerprint, type ModelIdentity } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { Embedder } from "../../ports/models/embedder.js";

export interface FollowBatchModelDeps {
  readonly knownModels: readonly ModelIdentity[];
  readonly openEmbedder: (id: string) => Promise<Embedder>;
  readonly logger: Logger;
}

export interface BatchModel {
  /** Returns the embedder of a batch's model. Throws `conflict` for a model that this version does not know. */
  find(fingerprint: string): Promise<Embedder>;
  close(): Promise<void>;
}

/** Loads the model that the batches name, so that a worker follows a model change without a restart. */
export async function followBatchModel(deps: FollowBatchModelDeps, firstModel: string): Promise<BatchModel> {
  const { knownModels, openEmbedder, logger } = deps;
  const inOrder = createSerialRunner();
  let loaded = await openEmbedder(firstModel);
  const find = async (fingerprint: string) => {
    if (formatFingerprint(loaded.model) === fingerprint) return loaded;
    const model = knownModels.find((known) => formatFingerprint(known) === fingerprint);
    if (!model)
      throw new AppError(
        "conflict",
        `The batch is for a model that this worker does not know (${fingerprint}): update it.`,
      );
    logger.warn(
      { model: model.id, before: loaded.model.id },
      "The batches are for another model, which is loaded now.",
    );
    const before = loaded;
    loaded = await openEmbedder(model.id);
    await before.close();
    return loaded;
  };
  return { find: (fingerprint) => inOrder(() => find(fingerprint)), close: () => loaded.close() };
}
