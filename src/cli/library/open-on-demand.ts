import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { AppError, describeError } from "../../errors.js";
import type { AssistantServices, PaperLibrary } from "../context.js";

export interface OnDemandOptions {
  open(): Promise<PaperLibrary>;
  /** Called with the reason when the library cannot be opened at the start. */
  onFailure(reason: string): void;
  /** After this long without a call, the library is closed until the next one. */
  readonly idleMs: number;
}

export interface OnDemandLibrary {
  readonly services: AssistantServices;
  close(): Promise<void>;
}

/**
 * Opens the library at once in the background, and closes it while idle. An assistant runs all day but calls only now
 * and then; in between, the data folder and the memory are free for other processes. After a failure to open, the next
 * call tries again. A call to a server that no longer answers is repeated, because the server may have released the
 * folder.
 */
export function openOnDemand({ open, onFailure, idleMs }: OnDemandOptions): OnDemandLibrary {
  const single = createSingleLibrary(open);
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;
  const closeLater = () => {
    clearTimeout(idle);
    idle = setTimeout(() => void closeIdle().catch(() => undefined), idleMs).unref();
  };
  const closeIdle = async () => {
    const library = await single.peek();
    if (!library || library.remote) return;
    const { queue } = await library.readStats();
    if (calls > 0) return;
    if (queue.outstanding > 0) closeLater();
    else await single.close();
  };
  const call: CallLibrary = async (question) => {
    calls += 1;
    clearTimeout(idle);
    try {
      return await callWithRetry(single, question);
    } finally {
      calls -= 1;
      if (calls === 0) closeLater();
    }
  };
  call(async () => undefined).catch((error: unknown) => onFailure(describeError(error)));
  return { services: createServices(call), close: () => single.close() };
}

type CallLibrary = <Answer>(question: (library: PaperLibrary) => Promise<Answer>) => Promise<Answer>;

/** One library at a time: the next is opened only after the previous one is closed. */
interface SingleLibrary {
  /** Opens the library unless it is open. */
  open(): Promise<PaperLibrary>;
  /** The open library, if there is one. */
  peek(): Promise<PaperLibrary | undefined>;
  /** Forgets a library that is no longer usable. */
  drop(library: Promise<PaperLibrary>): void;
  close(): Promise<void>;
}

function createSingleLibrary(openNext: () => Promise<PaperLibrary>): SingleLibrary {
  let current: Promise<PaperLibrary> | undefined;
  let closing = Promise.resolve();
  return {
    open: () => (current ??= closing.then(() => openCaughtUp(openNext))),
    peek: async () => current,
    drop(library) {
      if (current === library) current = undefined;
    },
    close() {
      const library = current;
      current = undefined;
      closing = closing.then(async () => (await library?.catch(() => undefined))?.close());
      return closing;
    },
  };
}

/** Indexes are usually up to date at once; during a rebuild, queries are answered from the papers indexed so far. */
const maxCatchUpMs = 10_000;

async function openCaughtUp(open: () => Promise<PaperLibrary>): Promise<PaperLibrary> {
  const library = await open();
  await Promise.race([library.ready, delay(maxCatchUpMs, undefined, { ref: false })]);
  return library;
}

/** If the server does not answer, forgets it and repeats the call with the library opened in its place. */
async function callWithRetry<Answer>(
  single: SingleLibrary,
  question: (library: PaperLibrary) => Promise<Answer>,
): Promise<Answer> {
  const opening = single.open();
  const library = await opening.catch((error: unknown) => {
    single.drop(opening);
    throw error;
  });
  try {
    return await question(library);
  } catch (error) {
    if (!library.remote || !(error instanceof AppError) || error.code !== "unavailable") throw error;
    single.drop(opening);
    return question(await single.open());
  }
}

function createServices(call: CallLibrary): AssistantServices {
  return {
    searchPapers: (request) => call((library) => library.searchPapers(request)),
    findSimilar: (id, request) => call((library) => library.findSimilar(id, request)),
    findSimilarToText: (request) => call((library) => library.findSimilarToText(request)),
    recommendPapers: (request) => call((library) => library.recommendPapers(request)),
    findTrends: (request) => call((library) => library.findTrends(request)),
    readPaper: (id) => call((library) => library.readPaper(id)),
    async acceptPapers(records, { name } = {}) {
      const lines = await writeLines(records);
      return call((library) => library.acceptLines(Readable.from(lines), { name }));
    },
    waitForJob: (id, options) => call((library) => library.waitForJob(id, options)),
    readJob: (id) => call((library) => library.readJob(id)),
    listFailures: (id, limit) => call((library) => library.listFailures(id, limit)),
    readStats: () => call((library) => library.readStats()),
    desk: {
      listCollections: (request) => call(({ desk }) => desk.listCollections(request)),
      createCollection: (request) => call(({ desk }) => desk.createCollection(request)),
      listEntries: (request) => call(({ desk }) => desk.listEntries(request)),
      addEntries: (request) => call(({ desk }) => desk.addEntries(request)),
      createFollow: (request) => call(({ desk }) => desk.createFollow(request)),
      readInbox: (request) => call(({ desk }) => desk.readInbox(request)),
      dismissPapers: (request) => call(({ desk }) => desk.dismissPapers(request)),
    },
  };
}

/**
 * Writes one line per record, so that a failure's line is its position. Kept in memory, because a call may be repeated.
 */
async function writeLines(records: AsyncIterable<SourceRecord>): Promise<readonly Uint8Array[]> {
  const lines: Uint8Array[] = [];
  for await (const record of records) {
    if ("value" in record) lines.push(Buffer.from(`${JSON.stringify(record.value)}\n`));
  }
  return lines;
}
