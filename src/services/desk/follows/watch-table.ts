import type { Watch } from "../../../domain/follows/watch.js";
import { createWordIndex, type WatchedTerm, type WordIndex } from "../../../domain/follows/word-index.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { boundEvidence, toEvidence } from "../../../domain/search/fusion.js";
import { toSimilarEvidence } from "../../../domain/similar/similar-score.js";
import type { WatchedVector } from "../../../ports/desk/watched-vectors.js";
import { createLimitedWatches, type NeededWatches } from "./limited-watches.js";
import type { Placed } from "./placed.js";

export interface TableBounds {
  /** No paper up to this one matches. */
  readonly after: Ordinal;
  /** The least similarity by which a vector counts for some watch; ∞ without vectors. */
  readonly reach: number;
}

/** The watches, found from what a paper has: its words, names and nearest vectors. */
export interface WatchTable extends NeededWatches {
  readonly size: number;
  readonly words: WordIndex;
  readonly bounds: TableBounds;
  /** Replaces a watch of the same id; `terms` are those it asks for. Returns the vectors to add and the keys to remove. */
  put(
    watch: Watch,
    terms: readonly WatchedTerm[],
  ): { readonly added: readonly WatchedVector[]; readonly removed: readonly number[] };
  /** Returns the keys of its vectors. */
  remove(id: number): readonly number[];
  at(slot: number): Placed | undefined;
  /** The watch of a vector, and which of its papers it belongs to. */
  ofVector(key: number): { readonly placed: Placed; readonly like: number } | undefined;
  list(): Iterable<Placed>;
  /** Replaces the terms of a watch, if it is still here. */
  weigh(placed: Placed, terms: readonly WatchedTerm[]): void;
}

/**
 * How much less similar than needed a paper may be whose words make up for it: few papers share more of the words of
 * another.
 */
const maxSharedWords = 0.3;

export function createWatchTable(): WatchTable {
  const words = createWordIndex();
  const bySlot: (Placed | undefined)[] = [];
  const byId = new Map<number, Placed>();
  const vectors = new Map<number, { readonly placed: Placed; readonly like: number }>();
  const { add: addLimited, remove: removeLimited, ...limited } = createLimitedWatches();
  let nextKey = 0;
  let bounds: TableBounds | undefined;
  const remove = (id: number): readonly number[] => {
    const placed = byId.get(id);
    if (!placed) return [];
    byId.delete(id);
    bySlot[placed.slot] = undefined;
    words.put(placed.slot, [], 0);
    removeLimited(placed);
    for (const key of placed.keys) vectors.delete(key);
    bounds = undefined;
    return placed.keys;
  };
  return {
    words,
    ...limited,
    get size() {
      return byId.size;
    },
    get bounds() {
      return (bounds ??= findBounds(byId.values()));
    },
    put(watch, terms) {
      const removed = remove(watch.id);
      const listed = listVectors(watch);
      const keys = listed.map(() => nextKey++);
      const placed: Placed = { slot: bySlot.length, watch, keys, ...measure(watch) };
      byId.set(watch.id, placed);
      bySlot[placed.slot] = placed;
      for (const [like, key] of keys.entries()) vectors.set(key, { placed, like });
      if (watch.wanted) words.put(placed.slot, terms, placed.bounds.words);
      else addLimited(placed);
      bounds = undefined;
      return { added: keys.map((key, at) => ({ key, vector: listed[at]! })), removed };
    },
    remove,
    at: (slot) => bySlot[slot],
    ofVector: (key) => vectors.get(key),
    list: () => byId.values(),
    weigh(placed, terms) {
      if (bySlot[placed.slot] === placed) words.put(placed.slot, terms, placed.bounds.words);
    },
  };
}

function findBounds(all: Iterable<Placed>): TableBounds {
  let [after, reach] = [Infinity, Infinity];
  for (const { watch, keys, bounds } of all) {
    after = Math.min(after, watch.after);
    if (keys.length > 0) reach = Math.min(reach, bounds.meaning);
  }
  return { after, reach };
}

function listVectors({ wanted }: Watch): readonly Float32Array[] {
  if (wanted?.kind === "likes") return wanted.liked.map(({ vector }) => vector);
  return wanted?.vector && wanted.weight > 0 ? [wanted.vector] : [];
}

function measure({ wanted, least }: Watch): Pick<Placed, "evidence" | "bounds"> {
  if (wanted?.kind === "words") {
    const evidence = toEvidence(least);
    return { evidence, bounds: boundEvidence(evidence, wanted.weight) };
  }
  const evidence = toSimilarEvidence(least);
  return { evidence, bounds: { words: Infinity, meaning: evidence - maxSharedWords } };
}
