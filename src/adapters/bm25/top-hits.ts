import type { RankedPaper } from "../../domain/search/hit.js";
import { type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Takes the papers of a ranking. */
export interface HitCollector {
  /** Lower scores are rejected: callers check this first to avoid most calls of `offer`. */
  readonly floor: number;
  offer(score: number, ordinal: Ordinal): void;
}

/** Collects the papers of at least this score besides the best ones. */
export function collectStrong(top: TopHits, minScore: number, strong: OrdinalBits): HitCollector {
  const collector = {
    floor: Math.min(top.floor, minScore),
    offer(score: number, ordinal: Ordinal) {
      if (score >= minScore) setBit(strong, ordinal);
      if (score < top.floor) return;
      top.offer(score, ordinal);
      collector.floor = Math.min(top.floor, minScore);
    },
  };
  return collector;
}

/** Keeps the best `limit` of all offered hits, in any order: a binary heap with the worst on top. */
export class TopHits implements HitCollector {
  floor: number;
  private readonly limit: number;
  private readonly scores: number[] = [];
  private readonly ordinals: Ordinal[] = [];

  constructor(limit: number) {
    this.limit = limit;
    this.floor = limit > 0 ? 0 : Infinity;
  }

  offer(score: number, ordinal: Ordinal): void {
    const { scores, ordinals, limit } = this;
    if (scores.length < limit) {
      scores.push(score);
      ordinals.push(ordinal);
      this.siftUp();
    } else if (score > scores[0]! || (score === scores[0] && ordinal < ordinals[0]!)) {
      scores[0] = score;
      ordinals[0] = ordinal;
      this.siftDown();
    }
    if (scores.length >= limit) this.floor = scores[0] ?? Infinity;
  }

  /** Best first; equal scores by ascending ordinal. */
  list(): RankedPaper[] {
    return this.ordinals
      .map((ordinal, at) => ({ ordinal, score: this.scores[at]! }))
      .sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  }

  private siftUp(): void {
    const { scores, ordinals } = this;
    let at = scores.length - 1;
    const score = scores[at]!;
    const ordinal = ordinals[at]!;
    for (let parent = (at - 1) >> 1; at > 0 && this.isBetter(parent, score, ordinal); parent = (at - 1) >> 1) {
      this.move(parent, at);
      at = parent;
    }
    scores[at] = score;
    ordinals[at] = ordinal;
  }

  private siftDown(): void {
    const { scores, ordinals } = this;
    const score = scores[0]!;
    const ordinal = ordinals[0]!;
    let at = 0;
    for (let child = 1; child < scores.length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < scores.length && this.isBetter(child, scores[right]!, ordinals[right]!)) child = right;
      if (this.isBetter(child, score, ordinal)) break;
      this.move(child, at);
      at = child;
    }
    scores[at] = score;
    ordinals[at] = ordinal;
  }

  /** Whether the hit at a position is better than the given one. */
  private isBetter(at: number, score: number, ordinal: Ordinal): boolean {
    const difference = this.scores[at]! - score;
    return difference > 0 || (difference === 0 && this.ordinals[at]! < ordinal);
  }

  private move(from: number, to: number): void {
    this.scores[to] = this.scores[from]!;
    this.ordinals[to] = this.ordinals[from]!;
  }
}
