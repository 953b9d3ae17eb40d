import type { OtherModelStatus } from "../../domain/models/change.js";
import { formatFingerprint } from "../../domain/models/model.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { Answering, CurrentTasks } from "../create-services.js";
import type { EmbeddedBatchHandler } from "../../ports/ingest/embed-queue.js";
import type { AnsweringServices } from "../services.js";
import type { IndexSync } from "../indexes/sync-index.js";
import { createCallTracker } from "./call-tracker.js";
import { createCurrentServices } from "./current-services.js";

/** A model that is loaded, with its index, and all that answers with it. */
export interface OpenModel {
  readonly answering: Answering;
  /** Saves and closes what is the model's own. */
  close(): Promise<void>;
}

/** The model in use. Each call belongs to one model from its beginning to its end, whatever is in use by then. */
export interface CurrentModel {
  readonly tasks: CurrentTasks;
  /** Call the model that is in use at each call. */
  readonly services: AnsweringServices;
  /** Saves embedded batches for the model that is in use by then; those of another model are dropped. */
  readonly batchHandler: EmbeddedBatchHandler;
  read(): OpenModel;
  /** Answers come from this model from now on. Resolves with the one before, when no call belongs to it any more. */
  replace(next: OpenModel): Promise<OpenModel | undefined>;
  /** Undefined for a batch from before a switch: its vectors would be dropped, so its model is not loaded again. */
  findEmbedder(fingerprint: string): Promise<Embedder | undefined>;
  /** Puts no paper on the queue until `releaseFeeding`, which looks for all that wait. */
  holdFeeding(): Promise<void>;
  releaseFeeding(): void;
  /** Looks for papers whose batch the queue has lost. */
  lookForLost(): void;
}

export interface CurrentModelDeps {
  readonly textSync: IndexSync;
  /** Whether papers that wait are put on the queue in this process. */
  readonly feeds: boolean;
  readonly readOtherModel: () => Promise<OtherModelStatus | undefined>;
}

export function createCurrentModel({ textSync, feeds, readOtherModel }: CurrentModelDeps): CurrentModel {
  let current: OpenModel | undefined;
  let isHeld = true;
  const read = () => {
    if (!current) throw new Error("no model is open yet");
    return current;
  };
  const calls = createCallTracker();
  const feed = (how: "feed" | "reconcile") => {
    if (feeds && !isHeld) read().answering.feeder[how]();
  };
  return {
    tasks: {
      syncText: textSync.sync,
      syncVectors: () => read().answering.vectorSync.sync(),
      feedQueue: () => feed("feed"),
      readOtherModel,
    },
    services: createCurrentServices(() => read().answering.services, calls.track),
    batchHandler: {
      keepVectors: (batch) => read().answering.batchHandler.keepVectors(batch),
      failBatch: (batch) => read().answering.batchHandler.failBatch(batch),
    },
    read,
    async replace(next) {
      const before = current;
      current = next;
      await calls.untilEnded();
      return before;
    },
    async findEmbedder(fingerprint) {
      const { embedder } = read().answering;
      return formatFingerprint(embedder.model) === fingerprint ? embedder : undefined;
    },
    async holdFeeding() {
      isHeld = true;
      await read().answering.feeder.settle();
    },
    releaseFeeding() {
      isHeld = false;
      feed("reconcile");
    },
    lookForLost: () => feed("reconcile"),
  };
}
