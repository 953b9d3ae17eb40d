import { PaperkinError } from "../../../client/client-error.js";
import type { AddedAnswer } from "../../../domain/ingest/added-answer.js";
import type { PreviewedAnswer } from "../../../domain/ingest/preview.js";
import { type Choice, type ChosenFile, countToAdd, type Entry, isLocked } from "./entry.js";

export interface Sending extends Choice {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

export interface QueueDeps {
  readonly preview: (file: File, sending: Sending) => Promise<PreviewedAnswer>;
  readonly send: (file: File, sending: Sending) => Promise<AddedAnswer>;
  readonly onChange: (entries: readonly Entry[]) => void;
  readonly onAdded: (entry: Entry, answer: AddedAnswer) => void;
  /** The server requires a key: the work goes on with `unlock`. */
  readonly onLocked: (problem: unknown) => void;
}

export interface EntryQueue {
  add(files: readonly ChosenFile[]): void;
  /** Reads a file again, in another way. */
  choose(id: number, choice: Choice): void;
  retry(id: number): void;
  remove(id: number): void;
  /** Sends every file that has something to add. */
  confirm(): void;
  /** Stops what is being read or sent; what has been read may still be sent. */
  stop(): void;
  clear(): void;
  unlock(): void;
}

/** So many files are read or sent at once: the server has room for 64 uploads, and disks and links for few. */
const maxActive = 2;

/** Previews files and sends them, a few at a time. */
export function createEntryQueue(deps: QueueDeps): EntryQueue {
  const list = createEntryList(deps.onChange);
  const work = createWork(deps, list);
  let lastId = 0;
  const change = (id: number, news: Partial<Entry>) => {
    list.update(id, news);
    work.advance();
  };
  return {
    add(files) {
      const added = files.map((file) => ({
        ...file,
        id: (lastId += 1),
        choice: {},
        step: { kind: "unread" } as const,
      }));
      list.set([...list.all(), ...added]);
      work.advance();
    },
    choose(id, choice) {
      work.abort(id);
      change(id, { choice, step: { kind: "unread" } });
    },
    retry(id) {
      const step = list.all().find((entry) => entry.id === id)?.step;
      if (step?.kind === "failed") change(id, { step: { kind: step.of === "reading" ? "unread" : "unsent" } });
    },
    remove(id) {
      work.abort(id);
      list.set(list.all().filter((entry) => entry.id !== id));
      work.advance();
    },
    confirm() {
      list.set(list.all().map((entry) => (countToAdd(entry) > 0 ? { ...entry, step: { kind: "unsent" } } : entry)));
      work.advance();
    },
    stop() {
      work.abortAll();
      list.set(list.all().flatMap(endStep));
    },
    clear() {
      work.abortAll();
      list.set([]);
    },
    unlock: work.unlock,
  };
}

interface EntryList {
  all(): readonly Entry[];
  set(entries: readonly Entry[]): void;
  update(id: number, news: Partial<Entry>): void;
}

function createEntryList(onChange: QueueDeps["onChange"]): EntryList {
  let entries: readonly Entry[] = [];
  const set = (next: readonly Entry[]) => onChange((entries = next));
  return {
    all: () => entries,
    set,
    update: (id, news) => set(entries.map((entry) => (entry.id === id ? { ...entry, ...news } : entry))),
  };
}

interface Work {
  /** Begins what may begin. */
  advance(): void;
  abort(id: number): void;
  abortAll(): void;
  unlock(): void;
}

function createWork(deps: QueueDeps, list: EntryList): Work {
  const running = new Map<number, AbortController>();
  let isLockedOut = false;
  const advance = () => {
    for (const entry of list.all()) {
      if (isLockedOut || running.size >= maxActive) return;
      if (entry.step.kind === "unread" || entry.step.kind === "unsent") void start(entry);
    }
  };
  const start = async (entry: Entry) => {
    const stop = new AbortController();
    running.set(entry.id, stop);
    const isCurrent = () => running.get(entry.id) === stop;
    const update = (news: Partial<Entry>) => void (isCurrent() && list.update(entry.id, news));
    try {
      await transfer(deps, { entry, signal: stop.signal, update });
    } catch (problem) {
      if (!isCurrent()) return;
      if (isLocked(problem)) {
        update({ step: entry.step });
        if (!isLockedOut) deps.onLocked(problem);
        isLockedOut = true;
      } else {
        const of = entry.step.kind === "unread" ? "reading" : "sending";
        update({ step: { kind: "failed", of, problem }, ...(of === "reading" && readTables(problem)) });
      }
    } finally {
      if (isCurrent()) running.delete(entry.id);
      advance();
    }
  };
  const abort = (id: number) => {
    running.get(id)?.abort();
    running.delete(id);
  };
  return {
    advance,
    abort,
    abortAll: () => [...running.keys()].forEach(abort),
    unlock() {
      isLockedOut = false;
      advance();
    },
  };
}

interface Transfer {
  readonly entry: Entry;
  readonly signal: AbortSignal;
  /** Does nothing once the transfer has been aborted. */
  readonly update: (news: Partial<Entry>) => void;
}

/** Previews or sends a file. */
async function transfer(deps: QueueDeps, { entry, signal, update }: Transfer): Promise<void> {
  const { file, path, choice, step } = entry;
  const kind = step.kind === "unread" ? "reading" : "sending";
  const onSent = (sent: number) => update({ step: { kind, sent } });
  const sending = { ...choice, name: path, signal, onSent };
  onSent(0);
  if (file.size === 0) throw new EmptyFileError();
  if (kind === "reading") {
    const seen = await deps.preview(file, sending);
    const { table, sheet, sheets } = seen.source ?? {};
    update({ seen, table, workbook: sheets && { sheet: sheet ?? "", sheets }, step: { kind: "ready" } });
    return;
  }
  const answer = await deps.send(file, sending);
  update({ step: { kind: "added", job: answer.job } });
  deps.onAdded(entry, answer);
}

/** The sheets, and the columns from which the reader can choose that of the titles. */
function readTables(problem: unknown): Pick<Entry, "table" | "workbook"> {
  if (!(problem instanceof PaperkinError)) return { table: undefined, workbook: undefined };
  return { table: problem.table, workbook: problem.workbook };
}

/** What remains of an entry that is stopped: one that was not read to its end is dropped. */
function endStep(entry: Entry): readonly Entry[] {
  const { kind } = entry.step;
  if (kind === "unread" || kind === "reading") return [];
  return kind === "unsent" || kind === "sending" ? [{ ...entry, step: { kind: "ready" } }] : [entry];
}

export class EmptyFileError extends Error {}
