import { createEmbedWorker } from "../../workers/embed-worker.js";
import { batchesInHand, chooseModel, createModels, openEmbedder, openQueue, planEmbedding } from "./parts.js";
import type { Config } from "../config.js";
import { formatFingerprint } from "../domain/models/model.js";
import { createSerialRunner } from "../domain/concurrency/serial-tasks.js";
import type { WorkerPlan } from "../domain/ingest/worker-plan.js";
import { AppError } from "../errors.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { Logger } from "../ports/logger.js";
import type { ReportFetch } from "../ports/models/model-store.js";
import { createEmbedBatch } from "../services/ingest/embed-batch.js";

export interface WorkerParts {
  readonly logger: Logger;
  readonly report: ReportFetch;
}

export interface Worker {
  /** The model that it began with. */
  readonly model: string;
  readonly plan: WorkerPlan;
  close(): Promise<void>;
}

/** A stateless embed worker: a queue and a model, no data folder. WORKERS is about the API process and does not count. */
export async function composeWorker(config: Config, parts: WorkerParts): Promise<Worker> {
  const { logger } = parts;
  const model = chooseModel(config);
  const own: Config = { ...config, model, workers: "auto" };
  const plan = planEmbedding(own, false);
  const embedders = await followModels(own, { ...parts, workers: plan.workers });
  const queue = await openQueue(config, logger);
  await queue.consumeBatches(createEmbedWorker(createEmbedBatch(embedders.find)), batchesInHand(plan.workers));
  return {
    model,
    plan,
    async close() {
      await queue.close();
      await embedders.close();
    },
  };
}

/** Whoever sends batches says by them which model is in use: after a change the worker goes over to the next by itself. */
async function followModels(config: Config, parts: WorkerParts & { readonly workers: number }) {
  const open = (model: string) => openEmbedder({ ...config, model }, { ...parts, queries: false });
  const inOrder = createSerialRunner();
  let held: Embedder = await open(chooseModel(config));
  const find = async (fingerprint: string) => {
    if (formatFingerprint(held.model) === fingerprint) return held;
    const spec = createModels(config)
      .list()
      .find((known) => formatFingerprint(known) === fingerprint);
    if (!spec)
      throw new AppError(
        "conflict",
        `The batch is for a model that this worker does not know (${fingerprint}): update it.`,
      );
    parts.logger.warn({ model: spec.id, before: held.model.id }, "The batches are of another model, which is loaded.");
    const before = held;
    held = await open(spec.id);
    await before.close();
    return held;
  };
  return { find: (fingerprint: string) => inOrder(() => find(fingerprint)), close: () => held.close() };
}
