import { type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { Piscina } from "piscina";
import { countMembers, createOrdinalSet, type OrdinalBits, readBits } from "../../../domain/search/ordinal-set.js";
import type { RankedPaper } from "../../../domain/search/hit.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import { coalesceRuns } from "../../../domain/concurrency/serial-tasks.js";
import type { LoadedNames } from "../../../ports/search/author-names.js";
import type { CorpusScan } from "../../../ports/search/corpus-scan.js";
import type { SpreadReader } from "../../../ports/vectors/vector-spread.js";
import { resolveThreadEntry } from "../../thread-entry.js";
import type { ColumnReads } from "../../columns/corpus-columns.js";
import { readNameHints } from "../../columns/name-filter.js";
import type { BitsTest, ScanTasks, ScanThreadData } from "./scan-thread.js";
import type { VectorSlot } from "../vectors/slots.js";
import { dataFolderNames } from "../../data-folder.js";

export interface CorpusScanOptions {
  /** The data folder. */
  readonly folder: string;
  /** The slot of the model in use; 1 by default. */
  readonly slot?: VectorSlot;
  /** Further names of venues (`createVenueNames`). */
  readonly venueAliases?: readonly (readonly string[])[];
  /** Runs the task while writers to the store wait; without it they never wait. */
  readonly holdWrites?: (task: () => Promise<void>) => Promise<void>;
}

export interface VectorScan extends CorpusScan, SpreadReader {
  /**
   * Exact nearest neighbours among the allowed papers by cosine, best first. The time grows with the size of `allow`.
   */
  rankByVector(query: {
    readonly vector: Float32Array;
    readonly allow: PaperSet;
    readonly limit: number;
  }): Promise<readonly RankedPaper[]>;
}

export interface SlotScan extends VectorScan {
  /** The same scan over the vectors of another slot. Closing this scan also ends that one. */
  readSlot(slot: VectorSlot): VectorScan;
}

/**
 * How often the size of the log is checked, and the size (some hundred papers) from which it is moved into the file.
 */
const logIntervalMs = 1_000;
const checkpointBytes = 4 * 1024 * 1024;
/**
 * Above this size writers wait while the rest is moved. SQLite restarts the log only when all of it is in the file:
 * with writers that never pause it would grow to many times the size of the store.
 */
const maxLogBytes = 32 * 1024 * 1024;

/**
 * One thread with its own connections: scans and checkpoints never block the event loop. It holds in memory the fields
 * that filters and facets use. They are loaded and kept up to date in the background; an earlier call first loads what
 * is missing.
 */
export function createSqliteCorpusScan(options: CorpusScanOptions): SlotScan {
  const { folder, slot = 1, venueAliases = [], holdWrites } = options;
  const thread = startThread({ folder, venueAliases });
  const { run } = thread;
  let closing = false;
  let names: LoadedNames | undefined;
  const followStore = coalesceRuns(async () => {
    for (let isBehind = true; isBehind && !closing;) {
      const advanced = await run("advanceColumns", undefined);
      isBehind = advanced.isBehind;
      if (!isBehind) names = { lastChange: advanced.lastChange, hints: readNameHints(advanced.nameLayers) };
    }
  });
  // An error here occurs again, and is reported, in the call that needs the columns.
  const follow = () => void followStore().catch(() => undefined);
  const moveLog = coalesceRuns(async () => {
    await run("checkpoint", undefined);
    if ((statLog(folder)?.size ?? 0) > maxLogBytes) await holdWrites?.(() => run("checkpoint", undefined));
  });
  const stopWatching = watchLog(folder, (bytes) => {
    follow();
    // A failed checkpoint (a full disk) is retried at the next change; the log keeps everything until then.
    if (bytes > checkpointBytes) moveLog().catch(() => undefined);
  });
  follow();
  const readSlot = (from: VectorSlot): VectorScan => ({
    ...createReads(thread),
    peekNames: () => names,
    async rankByVector({ vector, allow, limit }) {
      const bits = readBits(allow);
      if (limit <= 0 || countMembers(bits) === 0) return [];
      return run("rankByVector", { vector, allow: bits, limit, slot: from });
    },
    readSpread: () => run("readSpread", from),
    close: async () => undefined,
  });
  return {
    ...readSlot(slot),
    readSlot,
    async close() {
      closing = true;
      stopWatching();
      await thread.close();
    },
  };
}

/** The thread's tasks by name. */
function startThread(workerData: ScanThreadData) {
  const entry = resolveThreadEntry(import.meta.url, "./scan-thread");
  const resourceLimits = { maxYoungGenerationSizeMb: 8 };
  const pool = new Piscina({ ...entry, minThreads: 1, maxThreads: 1, workerData, resourceLimits });
  return {
    run: <Name extends keyof ScanTasks>(name: Name, task: Parameters<ScanTasks[Name]>[0]) =>
      pool.run(task, { name }) as Promise<ReturnType<ScanTasks[Name]>>,
    readColumns: <Name extends keyof ColumnReads>(name: Name, ...parameters: Parameters<ColumnReads[Name]>) =>
      pool.run({ name, parameters }, { name: "readColumns" }) as Promise<ReturnType<ColumnReads[Name]>>,
    close: () => pool.close(),
  };
}

type ThreadReads = Omit<CorpusScan, "peekNames" | "close">;

/** The reads that are the same for every slot. */
function createReads({ run, readColumns }: ReturnType<typeof startThread>): ThreadReads {
  return {
    matchFilter: async (filter, words) => createOrdinalSet(await run("matchFilter", { filter, words })),
    async matchTexts(tests) {
      const asked = tests.map(({ test, candidates }) => ({ test, candidates: readAllowed(candidates) }));
      const affordable = chooseAffordable(asked);
      const found = affordable.length === 0 ? [] : await run("matchTexts", affordable);
      const matched = new Map(affordable.map((test, at) => [test, createOrdinalSet(found[at]!)]));
      return asked.map((test) => matched.get(test));
    },
    listEmbedded: async (allow) => createOrdinalSet(await readColumns("listEmbedded", readAllowed(allow))),
    async orderBy(order, papers, limit) {
      const bits = readBits(papers);
      if (limit <= 0 || countMembers(bits) === 0) return [];
      if (order === "title") return run("orderByTitle", { papers: bits, limit });
      return readColumns("orderByDate", bits, { oldestFirst: order === "oldest", limit });
    },
    countFacets: (request, papers) => run("countFacets", { request, papers: readAllowed(papers) }),
    findAuthors: (request) => readColumns("findAuthors", request),
    completeNames: (text, limit) => readColumns("completeNames", text, limit),
    findNames: (text) => readColumns("findNames", text),
    listAuthored: (authors) => readColumns("listAuthored", authors),
    findByAddress: (address) => readColumns("findByAddress", address),
    listDates: (papers) => readColumns("listDates", readAllowed(papers)),
  };
}

function readAllowed(papers: PaperSet | undefined): OrdinalBits | undefined {
  return papers && readBits(papers);
}

/** Papers whose text is compared for one query: about a second. */
const maxTexts = 40_000;

/** Tests that few papers may pass go first, and the first in any case. */
function chooseAffordable(tests: readonly BitsTest[]): readonly BitsTest[] {
  const sizes = new Map(tests.map((test) => [test, test.candidates ? countMembers(test.candidates) : 0]));
  let texts = 0;
  return tests
    .toSorted((one, other) => sizes.get(one)! - sizes.get(other)!)
    .filter((test, at) => (texts += sizes.get(test)!) <= maxTexts || at === 0);
}

/** Calls back with the size of the log within a second of its growth. Returns a function that stops this. */
function watchLog(folder: string, onGrowth: (bytes: number) => void): () => void {
  let seenMs = 0;
  const timer = setInterval(() => {
    const log = statLog(folder);
    if (!log || log.mtimeMs === seenMs) return;
    seenMs = log.mtimeMs;
    onGrowth(log.size);
  }, logIntervalMs);
  return () => clearInterval(timer);
}

function statLog(folder: string): Stats | undefined {
  return statSync(join(folder, dataFolderNames.storeLog), { throwIfNoEntry: false });
}
