import { createHash, randomUUID } from "node:crypto";
import { createOpenSearchChangeLog } from "../../src/adapters/opensearch/changes/change-log.js";
import { createRenumber } from "../../src/adapters/opensearch/changes/renumber-late.js";
import { createCounters, type CountersOptions } from "../../src/adapters/opensearch/counters.js";
import { createIndexes } from "../../src/adapters/opensearch/create-indexes.js";
import { createOpenSearchPapers } from "../../src/adapters/opensearch/paper/paper-store.js";
import { createPaperDocuments, type PaperDocuments } from "../../src/adapters/opensearch/paper-documents.js";
import { createRefresh } from "../../src/adapters/opensearch/refresh.js";
import { createJobPapers } from "../../src/adapters/opensearch/work/job-papers.js";
import { createOpenSearchWorkStore } from "../../src/adapters/opensearch/work/work-store.js";
import { connectRedis, type RedisConnection } from "../../src/adapters/redis/connect.js";
import { createRedisJobs } from "../../src/adapters/redis/jobs/create-jobs.js";
import { createGivenBatches } from "../../src/adapters/redis/jobs/given-batches.js";
import { createTransact } from "../../src/adapters/redis/transact.js";
import { createRedisTurns } from "../../src/adapters/redis/turns.js";
import type { TestCluster } from "./start-opensearch.js";

export interface ProcessOptions {
  readonly cluster: TestCluster;
  readonly redisUrl: string;
  /** Sees each write before it is done, and may throw in its place. */
  readonly beforeWrite?: (what: string) => void;
  readonly counters?: CountersOptions;
  readonly now?: () => number;
}

export type ClusterProcess = Awaited<ReturnType<typeof openProcess>>;

/** What one process has of the jobs and the work of a library; several may be open over the same one. */
export async function openProcess(options: ProcessOptions) {
  const { cluster, redisUrl, beforeWrite = () => undefined, now = Date.now } = options;
  const { client, prefix } = cluster;
  const { indexes, storeId } = await createIndexes(client, { prefix, shards: 3, replicas: 0 });
  const connection = watchWrites(await connectRedis({ url: redisUrl }), beforeWrite);
  const documents = watchDocuments(createPaperDocuments(client, indexes.papers), beforeWrite);
  const renumber = createRenumber({ client, indexes, documents });
  const counters = createCounters(client, indexes.meta, { renumber, ...options.counters });
  const place = { client, index: indexes.papers, refresh: createRefresh(client, indexes.papers) };
  const jobPapers = createJobPapers({ ...place, documents });
  const papers: typeof jobPapers = {
    ...jobPapers,
    steer: (id, action, isCurrent) => {
      const isStill = async () => {
        beforeWrite(`steer ${action}`);
        return isCurrent();
      };
      return jobPapers.steer(id, action, isStill);
    },
  };
  const {
    jobs,
    notices,
    ledger,
    work: jobWork,
  } = createRedisJobs({
    connection,
    transact: createTransact(connection),
    prefix,
    papers,
    now,
  });
  const batches = createGivenBatches(connection, prefix);
  const work = createOpenSearchWorkStore({
    place,
    documents,
    counters,
    jobPapers: papers,
    batches,
    jobs: jobWork,
    readFingerprint: async () => "model",
  });
  const { papers: paperStore, openTrial } = createOpenSearchPapers({
    client,
    indexes,
    documents,
    counters,
    refresh: place.refresh,
    ledger,
    now,
  });
  const changes = createOpenSearchChangeLog({ client, indexes, storeId, documents, counters });
  const turns = createRedisTurns({ connection, prefix });
  /** Adds papers with these titles to a job; `write` may delay the writing, for which the numbers are reserved by then. */
  const add = async (jobId: string, titles: readonly string[], write = runAtOnce) => {
    const { firstOrdinal, firstChange, settle } = await counters.reserve({
      ordinals: titles.length,
      changes: titles.length,
    });
    const writes = titles.map((title, at) => ({
      document: makeDocument({ jobId, title, ordinal: firstOrdinal + at, textSeq: firstChange + at }),
    }));
    await write(() => documents.write(writes));
    await settle();
    const counts = { accepted: titles.length, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
    await ledger.addSlice({ jobId, counts, changes: {}, notices: [] }, []);
    return titles.map((_, at) => firstOrdinal + at);
  };
  /** The number of papers whose titles are in the index, which a document that is written in part loses. */
  const countFound = async () => {
    await place.refresh();
    const { body } = await client.count({
      index: indexes.papers,
      body: { query: { exists: { field: "titleOrder" } } },
    });
    return body.count;
  };
  const close = () => connection.close();
  return {
    jobs,
    notices,
    ledger,
    place,
    indexes,
    paperStore,
    openTrial,
    batches,
    work,
    changes,
    counters,
    documents,
    turns,
    jobPapers,
    add,
    countFound,
    close,
  };
}

const runAtOnce = async (task: () => Promise<unknown>) => void (await task());

export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

interface NewDocument {
  readonly jobId: string;
  readonly title: string;
  readonly ordinal: number;
  readonly textSeq: number;
}

function makeDocument({ jobId, title, ordinal, textSeq }: NewDocument) {
  const paper = { id: `p${ordinal}`, title, authors: [], categories: [], keywords: [] };
  const hashes = { contentHash: hashText(title), textHash: hashText(title) };
  const kept = { paper, trust: "5", ...hashes, jobChanges: 0, takenInAt: 0 };
  return { ordinal, state: "waiting" as const, job: jobId, joined: false, textSeq, kept };
}

const reading = new Set(["get", "mget", "hget", "hmget", "hgetall", "zrange", "zrevrange", "smembers"]);

/** Passes every request on that may write, `pipe` excepted, which the code under test only reads with. */
function watchWrites(connection: RedisConnection, beforeWrite: (what: string) => void): RedisConnection {
  return {
    ...connection,
    ask: (question) =>
      connection.ask((redis) => {
        const watched = new Proxy(redis, {
          get(target, name) {
            const value: unknown = Reflect.get(target, name);
            if (typeof value !== "function") return value;
            if (!reading.has(String(name))) beforeWrite(`redis ${String(name)}`);
            return value.bind(target) as unknown;
          },
        });
        return question(watched);
      }),
  };
}

function watchDocuments(documents: PaperDocuments, beforeWrite: (what: string) => void): PaperDocuments {
  return {
    ...documents,
    async write(writes) {
      beforeWrite("documents");
      return documents.write(writes);
    },
  };
}

/** Ends a process in place of one of its writes; counts them where none is named. */
export function dieAt(step: number) {
  let done = 0;
  return {
    beforeWrite: () => {
      done += 1;
      if (done >= step) throw new Error(`the process has died ${randomUUID()}`);
    },
    hasDied: () => done >= step,
  };
}
