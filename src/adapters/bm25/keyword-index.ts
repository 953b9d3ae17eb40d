import { setImmediate } from "node:timers/promises";
import { type Bm25Parameters, countTermsInSteps, defaultBm25Parameters } from "../../domain/search/bm25.js";
import { collectDocumentWords } from "../../domain/text/document-words.js";
import { AppError, describeError } from "../../errors.js";
import type { KeywordChanges, KeywordIndex } from "../../ports/search/keyword-index.js";
import type { Logger } from "../../ports/logger.js";
import { LiveSegments } from "./live-segments.js";
import { createMerger, type Merger } from "./merger.js";
import { findByPrefix } from "./find-by-prefix.js";
import { weighTerms } from "./query-terms.js";
import { openSegment, saveSegment, type SavedPlace } from "./saved-segment.js";
import { countContaining, createSegmentSearch, findContaining } from "./search-segments.js";
import { createSegmentThread, type SegmentThread } from "./segment-thread.js";
import { createVocabulary } from "./words/vocabulary.js";
import { mapOnce } from "../../domain/caching/map-once.js";
import { createSerialRunner, coalesceRuns } from "../../domain/concurrency/serial-tasks.js";

export interface Bm25IndexOptions extends Partial<Bm25Parameters> {
  /** Folder of the saved index; created by the first save. */
  readonly folder: string;
  /** Identity of the store whose papers are indexed. */
  readonly storeId: string;
  readonly logger: Logger;
  /** A merge starts when more documents than this, and more than a tenth of all, have changed since the last one. */
  readonly mergeThreshold?: number;
  /** Runs merges and writes files; a worker thread by default. */
  readonly thread?: SegmentThread;
}

/** Other callbacks run between two slices of work: even with one long paper the event loop waits well under 20 ms. */
const sliceMs = 5;
const defaultMergeThreshold = 4_096;

/**
 * BM25 over typed arrays in memory: one immutable segment, a small mutable one, and marks for removed papers. A thread
 * merges them into the next immutable segment while both continue to be searched.
 *
 * An index on disk that is missing, damaged or from another store leaves this one empty with `lastChange` 0; all cases
 * but the first log a warning. In one `apply`, removals come before additions.
 */
export async function createBm25Index(options: Bm25IndexOptions): Promise<KeywordIndex> {
  const { folder, storeId, logger, thread = createSegmentThread() } = options;
  const parameters = pickParameters(options);
  const place: SavedPlace = { folder, storeId, parameters, thread };
  const saved = await openSegment(place, logger);
  const segments = new LiveSegments(saved?.segment, parameters);
  const state: State = { lastChange: saved?.lastChange ?? 0, closed: false, saving: Promise.resolve() };
  const mergeThreshold = options.mergeThreshold ?? defaultMergeThreshold;
  const merger = createMerger({ segments, thread, mergeThreshold, readLastChange: () => state.lastChange });
  const search = createSegmentSearch(parameters);
  const applyInOrder = createSerialRunner();
  const save = coalesceRuns(() => saveAll(place, merger));
  const afterChange = createMergeTrigger(merger, { state, logger });
  // Each word of a title counts so many times.
  const minFrequency = (where?: "title") => (where === "title" ? parameters.titleWeight : 1);
  return {
    vocabulary: createVocabulary(() => segments.searched),
    get lastChange() {
      return state.lastChange;
    },
    get count() {
      return segments.count;
    },
    async apply(changes) {
      requireOpen(state);
      await applyInOrder(async () => {
        await applyChanges(changes, { segments, titleWeight: parameters.titleWeight, afterChange });
        state.lastChange = changes.lastChange;
      });
    },
    search: async (query) => search(segments.searched, query),
    weighTerms: async (texts) => weighTerms(segments.searched, texts, parameters),
    findContaining: (text, where) => findContaining(segments.searched, text, minFrequency(where)),
    countContaining: async (texts) => mapOnce(texts, (text) => countContaining(segments.searched, text)),
    findByPrefix: (text, where) => findByPrefix(segments.searched, text, minFrequency(where)),
    async save() {
      requireOpen(state);
      state.saving = save();
      await state.saving;
    },
    async close() {
      if (state.closed) return;
      state.closed = true;
      await Promise.allSettled([applyInOrder(async () => undefined), state.saving]);
      await thread.close();
    },
  };
}

interface State {
  lastChange: number;
  closed: boolean;
  /** The latest save; closing waits for it. */
  saving: Promise<void>;
}

function pickParameters(options: Partial<Bm25Parameters>): Bm25Parameters {
  const { k1, b, titleWeight } = defaultBm25Parameters;
  return { k1: options.k1 ?? k1, b: options.b ?? b, titleWeight: options.titleWeight ?? titleWeight };
}

/** Returns a function that starts a merge in the background when one is due, and the next one after it. */
function createMergeTrigger(
  merger: Merger,
  { state, logger }: { readonly state: Readonly<State>; readonly logger: Logger },
): () => void {
  const mergeWhenDue = (): void => {
    if (state.closed || !merger.isDue()) return;
    merger.merge().then(mergeWhenDue, (error: unknown) => {
      // Closing ends the thread and its merge; what it would have merged is in the store.
      if (state.closed) return;
      const reason = describeError(error);
      logger.warn({ index: "bm25", reason }, "A merge of the keyword index failed; it will be tried again.");
    });
  };
  return mergeWhenDue;
}

async function saveAll(place: SavedPlace, merger: Merger): Promise<void> {
  try {
    await saveSegment(place, await merger.mergeAll());
  } catch (error) {
    const message = `The keyword index cannot be saved in ${place.folder}: ${describeError(error)}`;
    throw new AppError("unavailable", message, { cause: error });
  }
}

function requireOpen({ closed }: { readonly closed: boolean }): void {
  if (closed) throw new AppError("unavailable", "The keyword index is closed.");
}

interface Application {
  readonly segments: LiveSegments;
  readonly titleWeight: number;
  readonly afterChange: () => void;
}

async function applyChanges(changes: KeywordChanges, application: Application): Promise<void> {
  const { segments, titleWeight, afterChange } = application;
  const yieldWhenDue = createSlicer();
  for (const ordinal of changes.removed) {
    segments.remove(ordinal);
    afterChange();
    await yieldWhenDue();
  }
  for (const document of changes.put) {
    const steps = countTermsInSteps(document, titleWeight);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await yieldWhenDue();
    segments.put(document.ordinal, step.value, collectDocumentWords(document));
    afterChange();
  }
}

/** Yields to the event loop whenever a slice of time is used up. */
function createSlicer(): () => Promise<void> {
  let end = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < end) return;
    await setImmediate();
    end = performance.now() + sliceMs;
  };
}
