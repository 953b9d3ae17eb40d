import { createClient, type PaperkinClient, type PaperPatch } from "../../client/index.js";
import type { Stats } from "../../domain/health/status.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { isOpenFilter } from "../../domain/search/filter.js";
import { AppError } from "../../errors.js";
import { forwardDesk } from "../../operations/desk/bind-desk.js";
import type { ModelChangeServices } from "../../services/models/model-change-services.js";
import type { HarvestPapers } from "../../services/sources/harvest-papers.js";
import type { PaperLibrary } from "../context.js";
import { createRemoteReads } from "./remote-reads.js";

export interface ServerAddress {
  /** `http://host:port`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
}

/**
 * Uses the papers of a running server over its HTTP API. Errors have the server's code.
 *
 * @param openHarvest requests papers from services on the network, in this process and not on the server
 */
export function createRemoteServices(
  address: ServerAddress,
  openHarvest: () => Promise<HarvestPapers["harvest"]> = refuseHarvest,
): PaperLibrary {
  const client = createClient(address);
  const readStats = () => readOwnStats(client, address);
  const acceptLines: PaperLibrary["acceptLines"] = async (chunks, { signal, priority, name } = {}) => {
    // A rejection during an upload may be lost with the connection; this request reports it first.
    await readStats();
    return client.addLines(chunks, { signal, priority, name });
  };
  return {
    place: address.url,
    remote: true,
    ready: Promise.resolve(),
    desk: forwardDesk(client.call as Parameters<typeof forwardDesk>[0]),
    ...createRemoteReads(client),
    readStats,
    searchPapers: (request) => client.search(request),
    findSimilar: (id, request) => client.similar(id, request),
    findSimilarToText: (request) => client.similarToText(request),
    recommendPapers: (request) => client.recommend(request),
    findTrends: (query) => client.call("GET /v1/trending", { query }),
    readPaper: (id) => client.getPaper(id),
    listVersions: (id) => client.versions(id),
    patchPaper: (id, patch) => client.patchPaper(id, patch as PaperPatch),
    removePaper: (id) => client.removePaper(id),
    removePapers: (filter, { dryRun }) => client.removePapers({ filter, dryRun, all: isOpenFilter(filter) }),
    acceptLines,
    async acceptSource(chunks, { reading = {}, onFound, signal, priority } = {}) {
      await readStats();
      const { job, source } = await client.addFile(chunks, { ...reading, signal, priority });
      if (source) onFound?.(source);
      return job;
    },
    readSource: refuseReading,
    async previewSource(chunks, { reading = {}, onFound, signal } = {}) {
      await readStats();
      const { preview, source } = await client.previewFile(chunks, { ...reading, signal });
      if (source) onFound?.(source);
      return preview;
    },
    ...createFileCalls(client, readStats),
    acceptHarvest: (request, options) =>
      openHarvest().then((harvest) => acceptLines(writeLines(harvest(request)), { ...options, name: request.address })),
    ...createJobCalls(client),
    ...createModelCalls(client),
    close: async () => undefined,
  };
}

function createFileCalls(
  client: PaperkinClient,
  readStats: () => Promise<Stats>,
): Pick<PaperLibrary, "importCollection" | "exportCollection" | "exportPapers" | "exportSearch"> {
  return {
    exportPapers: async (request, options) => client.exportLines(request, options),
    exportSearch: async (request, options) => client.exportSearch(request, options),
    async importCollection(chunks, { reading = {}, target, signal }) {
      await readStats();
      const into = "id" in target ? { collection: target.id } : { collectionName: target.name };
      return client.collections.importFile(chunks, { ...reading, ...into, signal });
    },
    exportCollection: async (id, query, options) => client.collections.export(id, query, options),
  };
}

/** The client does not validate answers; this check detects a wrong address. */
async function readOwnStats(client: PaperkinClient, { url }: ServerAddress): Promise<Stats> {
  const stats = await client.stats();
  if (typeof stats.version === "string") return stats;
  throw new AppError("unavailable", `${url} answers, but is not a paperkin server.`);
}

type JobServices = "readJob" | "listJobs" | "changeJob" | "waitForJob" | "listFailures" | "listNotices";

function createJobCalls({ jobs }: PaperkinClient): Pick<PaperLibrary, JobServices> {
  return {
    readJob: (id) => jobs.get(id),
    listJobs: (limit) => jobs.list({ limit }),
    changeJob: (id, action) => jobs[action](id),
    waitForJob: (id, options) => jobs.wait(id, options),
    listFailures: (id, limit) => jobs.failures(id, { limit }),
    listNotices: (id, limit) => jobs.notices(id, { limit }),
  };
}

function createModelCalls({ reindex }: PaperkinClient): Omit<ModelChangeServices, "readModels"> {
  return {
    changeModel: (id) => reindex.start(id),
    compareModels: (request) => reindex.compare(request),
    switchModel: () => reindex.switch(),
    rollBackModel: () => reindex.rollback(),
    dropModel: () => reindex.drop(),
  };
}

function refuseHarvest(): never {
  throw new AppError("unavailable", "This process cannot import papers from the network.");
}

function refuseReading(): never {
  throw new AppError("bad_input", "A server reads its imports itself: stop it, and name its data folder.");
}

/** Omits unreadable records, because records from the network have no file in which to look up a line. */
async function* writeLines(records: AsyncIterable<SourceRecord>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const record of records) if ("value" in record) yield encoder.encode(`${JSON.stringify(record.value)}\n`);
}
