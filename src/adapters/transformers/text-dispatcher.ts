import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import { AppError } from "../../errors.js";
import type { TextTask } from "./embed-texts.js";
import type { ModelThread } from "./model-thread.js";

/** In order of urgency: passages are texts that a user waits for, like a query, but many at a time. */
const kinds = ["query", "passage", "document"] as const;
export type TextKind = (typeof kinds)[number];

export interface PoolThreads {
  /** Takes no documents, so that a query never waits for one. */
  readonly answering: ModelThread | undefined;
  readonly documents: readonly ModelThread[];
  /** Texts, or batches, that a thread for documents takes at once. */
  readonly width: number;
}

export interface TextDispatcher {
  /**
   * Resolves with `undefined` when a thread has hung on these texts. Throws `unavailable` after `close`, and the reason of
   * a signal that aborts: texts that still wait are dropped.
   */
  run(kind: TextKind, texts: readonly TextTask[], signal?: AbortSignal): Promise<Results>;
  countWaiting(kind: TextKind): number;
  countLoaded(): number;
  readonly isClosing: boolean;
  /** Refuses waiting texts, and ends the threads when they have finished theirs. */
  close(): Promise<void>;
}

export const firstText: TextTask = { text: "A first text makes the later ones fast.", prefix: "", maxTokens: 32 };

/** So many queries wait before another thread loads the model to help: a single user never makes two wait. */
const queriesWorthThread = 2;

/**
 * Gives texts to threads, the most urgent first. They wait here and not in piscina: its `close` ends a thread in the
 * middle of a text as soon as another thread is done (piscina 5.3).
 */
export function createTextDispatcher(threads: PoolThreads): TextDispatcher {
  const waiting: Readonly<Record<TextKind, Waiting[]>> = { query: [], passage: [], document: [] };
  const all = [...(threads.answering ? [threads.answering] : []), ...threads.documents];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const dispatch = () => {
    for (const kind of kinds) {
      while (waiting[kind].length > 0) {
        const thread = kind === "document" ? findForDocument(threads) : findForAnswer(threads);
        if (!thread) break;
        waiting[kind].shift()!.begin(thread);
      }
    }
    if (waiting.query.length >= queriesWorthThread) loadAnother(threads, embed);
  };
  const embed = (thread: ModelThread, texts: readonly TextTask[]) => {
    const embedding = thread.embed(texts);
    running.add(embedding);
    const leave = () => {
      running.delete(embedding);
      dispatch();
    };
    embedding.then(leave, leave);
    return embedding;
  };
  const close = async () => {
    for (const kind of kinds) for (const { refuse } of waiting[kind].splice(0)) refuse();
    await Promise.allSettled(running);
    await Promise.all(all.map((thread) => thread.close()));
  };
  return {
    async run(kind, texts, signal) {
      signal?.throwIfAborted();
      if (closing) throw createClosedError();
      const begin = (thread: ModelThread) => embed(thread, texts);
      const results = waitIn(waiting[kind], { texts: texts.length, begin, signal });
      dispatch();
      return results;
    },
    countWaiting: (kind) => waiting[kind].reduce((sum, { texts }) => sum + texts, 0),
    countLoaded: () => all.filter(({ isLoaded }) => isLoaded).length,
    get isClosing() {
      return closing !== undefined;
    },
    close: () => (closing ??= close()),
  };
}

type Results = readonly EmbedResult[] | undefined;

interface Waiting {
  readonly texts: number;
  begin(thread: ModelThread): void;
  refuse(): void;
}

interface WaitingCall {
  readonly texts: number;
  readonly begin: (thread: ModelThread) => Promise<Results>;
  readonly signal: AbortSignal | undefined;
}

/** Waits until a thread takes the call and ends it, or until the signal aborts; only a call that no thread has is dropped. */
function waitIn(queue: Waiting[], { texts, begin, signal }: WaitingCall): Promise<Results> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      const at = queue.indexOf(call);
      if (at >= 0) queue.splice(at, 1);
      reject(signal?.reason);
    };
    const stay = () => signal?.removeEventListener("abort", leave);
    const call: Waiting = {
      texts,
      begin: (thread) => void begin(thread).then(resolve, reject).finally(stay),
      refuse() {
        stay();
        reject(createClosedError());
      },
    };
    signal?.addEventListener("abort", leave);
    queue.push(call);
  });
}

function createClosedError(): AppError {
  return new AppError("unavailable", "The embedder has been closed");
}

/** Threads for documents help while they have none. */
function findForAnswer({ answering, documents }: PoolThreads): ModelThread | undefined {
  if (answering?.inHand === 0) return answering;
  return documents.find(({ isLoaded, inHand }) => isLoaded && inHand === 0);
}

/** The least busy thread; of equally busy ones the first that is loaded, else one that loads the model for it. */
function findForDocument({ documents, width }: PoolThreads): ModelThread | undefined {
  const free = documents.filter(({ inHand }) => inHand < width);
  free.sort((one, other) => one.inHand - other.inHand || Number(other.isLoaded) - Number(one.isLoaded));
  return free[0];
}

/** One at a time: when it can help, fewer queries may wait. A thread that cannot load leaves the others as they are. */
function loadAnother({ documents }: PoolThreads, embed: (thread: ModelThread, texts: TextTask[]) => Promise<unknown>) {
  if (documents.some(({ isLoaded, inHand }) => !isLoaded && inHand > 0)) return;
  const thread = documents.find(({ isLoaded, inHand }) => !isLoaded && inHand === 0);
  if (thread) embed(thread, [firstText]).catch(() => undefined);
}
