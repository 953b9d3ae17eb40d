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
  /** A thread for queries, separate from those for documents so that a query never waits for one. */
  readonly queries?: QueryThreads | undefined;
  /** Threads for documents; absent in a process that only answers queries. */
  readonly documents?: DocumentThreads | undefined;
}

export interface QueryThreads {
  /** Max number of waiting queries; further ones are refused. */
  readonly maxWaiting?: number | undefined;
}

export interface DocumentThreads {
  /**
   * Threads, each with a copy of the model of 100–150 MB: as many as the cores that may embed; on a GPU at most two.
   */
  readonly threads: number;
  readonly maxWaiting?: number | undefined;
  /** Their `nice` value on Linux; 10 by default. */
  readonly niceIncrement?: number | undefined;
}

const queryRole = { role: "queries", threads: 1, ahead: 0, niceIncrement: 0 } as const;

/**
 * One text in advance keeps a thread busy while the event loop, which distributes the texts, is blocked. Documents can
 * wait: with `nice` 10 a query during ingest takes as long as one alone (6 ms measured, and 11 ms without).
 */
const documentRole = { role: "documents", ahead: 1, niceIncrement: 10 } as const;

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
  const placed = { ...options, device };
  const asked = documents?.threads ?? 0;
  const threads = device === "cpu" ? asked : Math.min(maxThreadsOnGpu, asked);
  const pools = await settleAll(
    queries && openPool(placed, { ...queryRole, maxWaiting: queries.maxWaiting ?? 64 }),
    documents &&
      openPool(placed, {
        ...documentRole,
        niceIncrement: documents.niceIncrement ?? documentRole.niceIncrement,
        threads,
        maxWaiting: documents.maxWaiting ?? 4096,
      }),
  );
  const [queryPool, documentPool] = pools;
  const { queryPrefix, documentPrefix, maxTokens } = model;
  const toPassage = (text: string) => ({ text, prefix: documentPrefix, maxTokens });
  return {
    model: pickIdentity(model),
    languages: model.languages,
    cosines: model.cosines,
    async embedQuery(text) {
      if (text.trim() === "") throw new AppError("bad_input", "The query is empty");
      const [result] = await requirePool(queryPool, "queries").embed([{ text, prefix: queryPrefix, maxTokens }]);
      if (result && "vector" in result) return result.vector;
      throw new AppError("internal", `The query cannot be embedded: ${result?.failure ?? "no result came"}`);
    },
    async embedDocuments(texts): Promise<readonly EmbedResult[]> {
      const pool = requirePool(documentPool, "documents");
      return texts.length === 0 ? [] : pool.embed(texts.map(toPassage));
    },
    async embedPassages(texts) {
      const pool = requirePool(queryPool, "queries");
      // Idle threads for documents help; their lower priority costs nothing then.
      const helpers = documentPool?.isIdle === true ? threads : 0;
      const own = Math.ceil(texts.length / (1 + helpers));
      const parts = await Promise.all([
        pool.embed(texts.slice(0, own).map(toPassage)),
        documentPool?.embed(texts.slice(own).map(toPassage)) ?? [],
      ]);
      return parts.flat();
    },
    async close() {
      await Promise.all(pools.map((pool) => pool?.close()));
    },
  };
}

interface Role {
  readonly role: "queries" | "documents";
  readonly threads: number;
  readonly ahead: number;
  readonly niceIncrement: number;
  readonly maxWaiting: number;
}

interface Placed extends TransformersEmbedderOptions {
  readonly device: Device;
}

async function openPool({ model, folder, logger, device }: Placed, role: Role): Promise<EmbedPool> {
  const { openEmbedPool } = await import("./embed-pool.js");
  const startedAt = performance.now();
  const pool = await openEmbedPool({ ...role, together: device !== "cpu", threadData: { model, folder, device } });
  const loadMs = Math.round(performance.now() - startedAt);
  logger.info({ model: model.id, role: role.role, threads: role.threads, loadMs }, "The model is loaded");
  return pool;
}

/** When one pool fails to open, the other one must not keep its threads. */
async function settleAll(...opening: (Promise<EmbedPool> | undefined)[]): Promise<readonly (EmbedPool | undefined)[]> {
  const settled = await Promise.allSettled(opening);
  const failed = settled.find((outcome) => outcome.status === "rejected");
  const pools = settled.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : undefined));
  if (!failed) return pools;
  await Promise.all(pools.map((pool) => pool?.close()));
  throw failed.reason;
}

function requirePool(pool: EmbedPool | undefined, role: Role["role"]): EmbedPool {
  if (pool) return pool;
  throw new AppError("unavailable", `This process was started without threads that embed ${role}`);
}

function pickIdentity(model: ModelSpec): ModelIdentity {
  const { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions } = model;
  return { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions };
}
