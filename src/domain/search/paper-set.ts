import type { Ordinal } from "../paper/paper.js";

/** Sets that can be combined with their like. */
export interface CombinableSet<Self> {
  intersect(other: Self): Self;
  unite(other: Self): Self;
  /** Without the papers of the other. */
  subtract(other: Self): Self;
}

/**
 * An immutable set of papers of one search engine, which may hold them or only describe them: combining sets is free of
 * I/O, and asking one may need it. Only sets of the same engine can be combined.
 */
export interface PaperSet extends CombinableSet<PaperSet> {
  /** With these papers, too. */
  add(ordinals: Iterable<Ordinal>): PaperSet;
  /** Without these papers. */
  remove(ordinals: Iterable<Ordinal>): PaperSet;
  /** The number of papers. */
  count(): Promise<number>;
  /** Those of these papers that are in the set. */
  pick(ordinals: Iterable<Ordinal>): Promise<ReadonlySet<Ordinal>>;
  /** The first papers, or all, ascending. */
  list(limit?: number): Promise<Int32Array>;
  /** So many papers from all over the set, or all of fewer; ascending. The same set gives the same sample. */
  sample(size: number): Promise<Int32Array>;
}
