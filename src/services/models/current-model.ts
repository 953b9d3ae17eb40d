import type { OtherModelStatus } from "../../domain/models/change.js";
import { formatFingerprint } from "../../domain/models/model.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { Answering, CurrentTasks } from "../create-services.js";
import type { EmbeddedBatchHandler } from "../../ports/ingest/embed-queue.js";
import type { AnsweringServices } from "../services.js";
import type { IndexSync } from "../indexes/sync-index.js";
import { createCallTracker } from "./call-tracker.js";
import { createCurrentServices } from "./current-services.js";

/** A loaded model with its index and the services that use it. */
export interface OpenModel {
  readonly answering: Answering;
  /** Saves and closes everything that belongs only to this model. */
  close(): Promise<void>;
}

/** The model in use. Each call uses one model from start to end, even if a switch happens in between. */
export interface CurrentModel {
  readonly tasks: CurrentTasks;
  /** Each call goes to the model in use at that time. */
  readonly services: AnsweringServices;
  /** Saves embedded batches of the model in use at that time, and drops those of other models. */
  readonly batchHandler: EmbeddedBatchHandler;
  read(): OpenModel;
  /** Makes this the model in use. Resolves with the previous one when the last call that uses it has ended. */
  replace(next: OpenModel): Promise<OpenModel | undefined>;
  /** Resolves with undefined for a batch from before a switch, because its vectors would be dropped anyway. */
  findEmbedder(fingerprint: string): Promise<Embedder | undefined>;
  /** Keeps papers off the queue until `releaseFeeding`, which queues all waiting papers. */
  holdFeeding(): Promise<void>;
  releaseFeeding(): void;
  /** Finds papers whose batch the queue has lost. */
  requeueLost(): void;
}

export interface CurrentModelDeps {
  readonly textSync: IndexSync;
  /** Whether this process puts waiting papers on the queue. */
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
      syncText: () => thenMatch(textSync, read),
      hasCaughtUpWithText: () => textSync.hasCaughtUp,
      readTextChange: () => textSync.readChange(),
      syncVectors: () => thenMatch(read().answering.vectorSync, read),
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
    requeueLost: () => feed("reconcile"),
  };
}

/** What an index has taken in is then matched with what is followed; nobody waits for that. */
async function thenMatch(index: Pick<IndexSync, "sync">, read: CurrentModel["read"]): Promise<void> {
  await index.sync();
  read().answering.following.wake();
}
