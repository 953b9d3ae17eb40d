import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { SourceRecord } from "../domain/json-lines.js";
import { AppError, describeError } from "../errors.js";
import type { AssistantServices, PaperLibrary } from "./context.js";

export interface HoldOptions {
  open(): Promise<PaperLibrary>;
  /** Is told why it cannot be opened. */
  tell(reason: string): void;
}

export interface HeldLibrary {
  readonly services: AssistantServices;
  close(): Promise<void>;
}

/** Indexes are up to date at once as a rule; while they are rebuilt, questions are answered from what is there. */
const longestCatchUpMs = 10_000;

/**
 * Opens the library at once, without being waited for, and keeps it. What could not be opened is tried again with the
 * next call, and so is a server that does not answer any more: it may have given its folder free.
 */
export function holdLibrary({ open, tell }: HoldOptions): HeldLibrary {
  let held: Promise<PaperLibrary> | undefined;
  const forget = () => (held = undefined);
  const take = () => (held ??= openCaughtUp(open).catch((error: unknown) => rethrow(error, forget)));
  const call = async <Answer>(ask: (library: PaperLibrary) => Promise<Answer>): Promise<Answer> => {
    const library = await take();
    try {
      return await ask(library);
    } catch (error) {
      if (!library.remote || !(error instanceof AppError) || error.code !== "unavailable") throw error;
      forget();
      return ask(await take());
    }
  };
  take().catch((error: unknown) => tell(describeError(error)));
  return {
    services: {
      searchPapers: (request) => call((library) => library.searchPapers(request)),
      findSimilar: (id, request) => call((library) => library.findSimilar(id, request)),
      findSimilarToText: (request) => call((library) => library.findSimilarToText(request)),
      recommendPapers: (request) => call((library) => library.recommendPapers(request)),
      readPaper: (id) => call((library) => library.readPaper(id)),
      async acceptPapers(records) {
        const lines = await writeLines(records);
        return call((library) => library.acceptLines(Readable.from(lines)));
      },
      waitForJob: (id, options) => call((library) => library.waitForJob(id, options)),
      readJob: (id) => call((library) => library.readJob(id)),
      listFailures: (id, limit) => call((library) => library.listFailures(id, limit)),
      readStats: () => call((library) => library.readStats()),
    },
    close: async () => (await held?.catch(() => undefined))?.close(),
  };
}

async function openCaughtUp(open: () => Promise<PaperLibrary>): Promise<PaperLibrary> {
  const library = await open();
  await Promise.race([library.ready, delay(longestCatchUpMs, undefined, { ref: false })]);
  return library;
}

function rethrow(error: unknown, forget: () => void): never {
  forget();
  throw error;
}

/** One line for each record, so that a failure's line is its place among them; kept, as a call may be made twice. */
async function writeLines(records: AsyncIterable<SourceRecord>): Promise<readonly Uint8Array[]> {
  const lines: Uint8Array[] = [];
  for await (const record of records) {
    if ("value" in record) lines.push(Buffer.from(`${JSON.stringify(record.value)}\n`));
  }
  return lines;
}
