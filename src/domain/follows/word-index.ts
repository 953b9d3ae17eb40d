import { scoreTerm, type TermCounts } from "../search/bm25.js";
import type { LengthPenalty } from "../search/bm25.js";

/** A term of a watched question and its part of the highest score that a paper could have. */
export interface WatchedTerm {
  readonly term: string;
  /** The shares of a question sum up to 1. */
  readonly share: number;
}

/** Scores one paper for many questions: BM25 turned round, with an inverted index of the questions' terms. */
export interface WordIndex {
  /** Replaces the terms of a slot, a small number, and the share that makes it worth a closer look; no terms remove it. */
  put(slot: number, terms: readonly WatchedTerm[], need: number): void;
  /** The score of a paper for each question that has one of its words, as a share of the highest; 0 for all others. */
  score(words: TermCounts, penalty: LengthPenalty): WordScores;
}

/** Valid until the next call of `score`. */
export interface WordScores {
  /** Slots with at least the share that they need, in no order. */
  readonly slots: readonly number[];
  /** 0 to 1. */
  shareOf(slot: number): number;
}

interface Postings {
  readonly slots: number[];
  readonly shares: number[];
}

export function createWordIndex(): WordIndex {
  const postings = new Map<string, Postings>();
  const held = new Map<number, readonly string[]>();
  let sums = new Float64Array(64);
  let needs = new Float64Array(64);
  let touched: number[] = [];
  const remove = (slot: number) => {
    for (const term of held.get(slot) ?? []) dropSlot(postings, term, slot);
    held.delete(slot);
  };
  return {
    put(slot, terms, need) {
      remove(slot);
      if (terms.length === 0) return;
      [sums, needs] = [growTo(sums, slot + 1), growTo(needs, slot + 1)];
      needs[slot] = need;
      for (const { term, share } of terms) {
        const list = postings.get(term) ?? { slots: [], shares: [] };
        postings.set(term, list);
        list.slots.push(slot);
        list.shares.push(share);
      }
      held.set(
        slot,
        terms.map(({ term }) => term),
      );
    },
    score({ frequencies, length }, { constant, slope }) {
      for (let at = 0; at < touched.length; at += 1) sums[touched[at]!] = 0;
      touched = [];
      const penalty = constant + slope * length;
      for (const [term, frequency] of frequencies) {
        const list = postings.get(term);
        if (list === undefined) continue;
        const weight = scoreTerm(1, frequency, penalty);
        const { slots, shares } = list;
        for (let at = 0; at < slots.length; at += 1) {
          const slot = slots[at]!;
          if (sums[slot] === 0) touched.push(slot);
          sums[slot]! += weight * shares[at]!;
        }
      }
      const reached = touched.filter((slot) => sums[slot]! >= needs[slot]!);
      return { slots: reached, shareOf: (slot) => sums[slot] ?? 0 };
    },
  };
}

function dropSlot(postings: Map<string, Postings>, term: string, slot: number): void {
  const list = postings.get(term);
  const at = list?.slots.indexOf(slot) ?? -1;
  if (!list || at < 0) return;
  list.slots.splice(at, 1);
  list.shares.splice(at, 1);
  if (list.slots.length === 0) postings.delete(term);
}

function growTo(sums: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= sums.length) return sums;
  const grown = new Float64Array(Math.max(length, sums.length * 2));
  grown.set(sums);
  return grown;
}
