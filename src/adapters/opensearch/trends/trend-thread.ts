import { findRow } from "../../../domain/map/place-table.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { ComparedPapers } from "../../../domain/trends/compared-papers.js";
import {
  type DatedAnswer,
  type DatedQuestion,
  findTopics as findTopicsOf,
  type FoundTopics,
  readDates as readDatesOf,
} from "../../../domain/trends/found-trends.js";

/** The tasks of this thread, called by `createOpenSearchTrendFinder`. It keeps nothing between tasks. */
export interface TrendTasks {
  readonly readDates: typeof readDates;
  readonly findTopics: typeof findTopics;
}

/** What was read of the compared papers. */
export interface ReadPapers {
  /** Papers with a vector, ascending. */
  readonly ordinals: Int32Array;
  /** Their vectors, one after another. */
  readonly vectors: Float32Array;
  readonly titles: ReadonlyMap<Ordinal, string>;
  /** Near-duplicates: two papers each, the lower ordinal first, one pair after another. */
  readonly pairs: Int32Array;
}

export function readDates(question: DatedQuestion): DatedAnswer {
  return readDatesOf(question);
}

export function findTopics({
  compared,
  read: { ordinals, vectors, titles, pairs },
}: {
  readonly compared: ComparedPapers;
  readonly read: ReadPapers;
}): FoundTopics {
  const size = vectors.length / Math.max(1, ordinals.length);
  const others = new Map<Ordinal, Set<Ordinal>>();
  for (let at = 0; at < pairs.length; at += 2) {
    const known = others.get(pairs[at]!) ?? new Set();
    others.set(pairs[at]!, known.add(pairs[at + 1]!));
  }
  return findTopicsOf(compared, {
    readVector(ordinal) {
      const row = findRow(ordinals, ordinal);
      return row < 0 ? undefined : vectors.subarray(row * size, (row + 1) * size);
    },
    readTitle: (ordinal) => titles.get(ordinal) ?? "",
    areSame: (one, other) => others.get(Math.min(one, other))?.has(Math.max(one, other)) ?? false,
  });
}
