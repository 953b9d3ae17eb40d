import { MessageChannel, type MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { AppError, describeError } from "../../../errors.js";
import type { OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";
import type { ThreadEntry } from "../../thread-entry.js";
import { createFeeder, type Feeder } from "./feeder.js";
import { createInbox, type Inbox } from "./inbox.js";
import {
  type FromThread,
  type ReadProgress,
  type ReadTask,
  recordsTold,
  type SentError,
  type ToThread,
} from "./protocol.js";
import { type ThreadLimits, watchThread } from "./watch-thread.js";

export interface ThreadedFormatsOptions extends Partial<ThreadLimits> {
  /** The code of the threads, which reads with the formats themselves. */
  readonly entry: ThreadEntry;
  /** How long an opened source may wait until its records are asked for; a caller that failed never asks. Default 60. */
  readonly abandonedSeconds?: number;
}

/** Sources that are read at once; others wait, and their senders with them. A thread takes some 10 MB. */
const maxThreads = 16;
const maxHeapMb = 512;

/**
 * Reads sources of any format in threads, one for each source, so that a file on which a parser hangs costs nothing but
 * itself: its thread is ended, what was read before is kept, and a last record says where it ended.
 */
export function createThreadedFormats({
  entry,
  entrySeconds = 20,
  silentSeconds = 60,
  abandonedSeconds = 60,
}: ThreadedFormatsOptions): (name: PaperFormat["name"]) => PaperFormat {
  let pool: Piscina | undefined;
  const limits = { entrySeconds, silentSeconds };
  return (name) => ({
    name,
    async open(chunks, options) {
      const { port1: port, port2 } = new MessageChannel();
      const progress = createProgress();
      const ended = new AbortController();
      const task: ReadTask = { format: name, options, port: port2, progress };
      pool ??= openPool(entry);
      const running = pool.run(task, { transferList: [port2], signal: ended.signal });
      const isCrowded = () => (pool?.queueSize ?? 0) > 0;
      return openSource({
        port,
        chunks,
        progress,
        limits,
        running,
        isCrowded,
        abandonedSeconds,
        end: () => ended.abort(),
      });
    },
  });
}

function openPool(entry: ThreadEntry): Piscina {
  return new Piscina({
    ...entry,
    minThreads: 0,
    maxThreads,
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
}

function createProgress(): ReadProgress {
  const createCounter = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return { turns: createCounter(), steps: createCounter(), waits: createCounter() };
}

interface Source {
  readonly port: MessagePort;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly progress: ReadProgress;
  readonly limits: ThreadLimits;
  /** Rejects when the thread ends before the source. */
  readonly running: Promise<unknown>;
  /** Whether other sources wait for a thread. */
  readonly isCrowded: () => boolean;
  readonly abandonedSeconds: number;
  readonly end: () => void;
}

/** A thread that was ended, and why. */
interface Stopped {
  readonly stopped: string;
}

async function openSource(source: Source): Promise<OpenedFormat> {
  const { port, progress, limits, running } = source;
  const inbox = createInbox<FromThread | Stopped>();
  const feeder = createFeeder(source);
  const stopWatch = watchThread(progress, limits, (seconds) => {
    inbox.put({ stopped: `takes longer than ${seconds} seconds to read` });
    source.end();
  });
  running.catch((error: unknown) => inbox.put({ stopped: describeEnd(error) }));
  port.on("message", (message: FromThread) => {
    if ("needs" in message) void feeder.feed();
    else inbox.put(message);
  });
  // A thread that has ended its source is free for the next one.
  const close = (isOver: boolean) => {
    stopWatch();
    port.close();
    feeder.close();
    if (!isOver) source.end();
  };
  const message = await inbox.take();
  if ("opened" in message) {
    const abandoned = setTimeout(() => close(false), source.abandonedSeconds * 1_000);
    const begin = () => clearTimeout(abandoned);
    return { ...message.opened, records: readRecords({ inbox, port, feeder, begin, close }) };
  }
  close("failed" in message);
  if ("failed" in message) throw feeder.failure ?? receiveError(message.failed);
  throw new AppError(
    "bad_input",
    `The beginning of the file ${"stopped" in message ? message.stopped : "is missing"}.`,
  );
}

function describeEnd(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return `takes more than ${maxHeapMb} MB of memory to read`;
  return `ended the reader: ${describeError(error)}`;
}

interface Reading {
  readonly inbox: Inbox<FromThread | Stopped>;
  readonly port: MessagePort;
  readonly feeder: Feeder;
  readonly begin: () => void;
  readonly close: (isOver: boolean) => void;
}

async function* readRecords({ inbox, port, feeder, begin, close }: Reading): AsyncGenerator<SourceRecord> {
  begin();
  let line = 0;
  let taken = 0;
  let isOver = false;
  try {
    for (;;) {
      const message = await inbox.take();
      if ("record" in message) {
        ({ line } = message.record);
        yield message.record;
        taken += 1;
        if (taken % recordsTold === 0) port.postMessage({ taken: recordsTold } satisfies ToThread);
      } else if ("stopped" in message) {
        yield { line: line + 1, reason: describeStop(line, message.stopped) };
        return;
      } else {
        isOver = true;
        if ("failed" in message) throw feeder.failure ?? receiveError(message.failed);
        return;
      }
    }
  } finally {
    close(isOver);
  }
}

function describeStop(line: number, why: string): string {
  const place = line === 0 ? "the first entry" : `the entry after the one at ${formatCount(line)}`;
  return `${place} ${why}; it and all that follows it in the file are left out`;
}

function receiveError({ code = "internal", message, details, members }: SentError): AppError {
  return new AppError(code, message, { ...(details && { details }), ...(members && { members }) });
}
