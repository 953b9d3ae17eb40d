import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import type { ModelIdentity } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { Logger } from "../../ports/logger.js";
import type { ModelSpec } from "../../ports/models/model-store.js";
import { chooseDevice, createDeviceProbes, type EmbedDevice } from "./choose-device.js";
import type { EmbedPool } from "./embed-pool.js";
import type { Device } from "./load-encoder.js";

export interface TransformersEmbedderOptions {
  readonly model: ModelSpec;
  /** Folder of the model's files, in the hub's layout or flat. */
  readonly folder: string;
  readonly logger: Logger;
  /** Default `cpu`. */
  readonly device?: EmbedDevice | undefined;
  /**
   * A thread for queries that takes no documents, so that a query never waits for one. Where several queries wait, the
   * threads for documents help while they are idle.
   */
  readonly queries?: QueryThreads | undefined;
  /** Threads for documents, loaded while there is work for them; absent in a process that only answers queries. */
  readonly documents?: DocumentThreads | undefined;
}

export interface QueryThreads {
  /** Max number of waiting queries; further ones are refused. */
  readonly maxWaiting?: number | undefined;
}

export interface DocumentThreads {
  /**
   * Max number of threads, each with a copy of the model of 100–150 MB: as many as the cores that may embed; on a GPU
   * at most two.
   */
  readonly threads: number;
  readonly maxWaiting?: number | undefined;
  /** Their `nice` value on Linux; 10 by default. */
  readonly niceIncrement?: number | undefined;
}

/** Documents can wait: with it a query during ingest takes as long as one alone (6 ms measured, and 11 ms without). */
const documentNice = 10;

/** One tokenises while the other's batch is computed; a copy of the model per core would fill the device. */
const maxThreadsOnGpu = 2;

/**
 * Sentence embeddings with transformers.js in worker threads. Resolves when the model is loaded and warm. Throws
 * `unavailable` when the requested device cannot be used.
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { model, folder, logger, queries, documents } = options;
  const { device, why } = await chooseDevice(options.device ?? "cpu", createDeviceProbes({ model, folder }));
  logger.info({ device, why }, "The model runs on this device");
  const asked = documents?.threads ?? 0;
  const pool = await openPool(options, device, device === "cpu" ? asked : Math.min(maxThreadsOnGpu, asked));
  const { queryPrefix, documentPrefix, maxTokens } = model;
  const toPassage = (text: string) => ({ text, prefix: documentPrefix, maxTokens });
  return {
    model: pickIdentity(model),
    languages: model.languages,
    cosines: model.cosines,
    async embedQuery(text, call) {
      if (text.trim() === "") throw new AppError("bad_input", "The query is empty");
      requireThreads(queries, "queries");
      const [result] = await pool.embed("query", [{ text, prefix: queryPrefix, maxTokens }], call);
      if (result && "vector" in result) return result.vector;
      throw new AppError("internal", `The query cannot be embedded: ${result?.failure ?? "no result came"}`);
    },
    async embedDocuments(texts): Promise<readonly EmbedResult[]> {
      requireThreads(documents, "documents");
      return texts.length === 0 ? [] : pool.embed("document", texts.map(toPassage));
    },
    async embedPassages(texts, call) {
      requireThreads(queries, "queries");
      return pool.embed("passage", texts.map(toPassage), call);
    },
    close: () => pool.close(),
  };
}

/** The thread that answers loads the model now, and else one for documents: a model that cannot run fails the start. */
async function openPool(
  { model, folder, logger, queries, documents }: TransformersEmbedderOptions,
  device: Device,
  documentThreads: number,
): Promise<EmbedPool> {
  const { openEmbedPool } = await import("./embed-pool.js");
  const startedAt = performance.now();
  const pool = await openEmbedPool({
    encoder: { model, folder, device },
    answers: queries !== undefined,
    documentThreads,
    niceIncrement: documents?.niceIncrement ?? documentNice,
    together: device !== "cpu",
    maxWaiting: { query: queries?.maxWaiting ?? 64, passage: 1024, document: documents?.maxWaiting ?? 4096 },
  });
  const loadMs = Math.round(performance.now() - startedAt);
  logger.info({ model: model.id, answers: queries !== undefined, documentThreads, loadMs }, "The model is loaded");
  return pool;
}

function requireThreads(threads: object | undefined, texts: "queries" | "documents"): void {
  if (threads) return;
  throw new AppError("unavailable", `This process was started without threads that embed ${texts}`);
}

function pickIdentity(model: ModelSpec): ModelIdentity {
  const { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions } = model;
  return { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions };
}
