import type { LengthParameters, TermCounts } from "../../domain/search/bm25.js";
import type { DocumentWords } from "../../domain/text/document-words.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { MergeRequest, PackedSegment } from "./merge-segments.js";
import { MutableSegment } from "./mutable-segment.js";
import { hasBit, type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import type { SearchedSegments } from "./query-terms.js";
import { createEmptySegment, layOutSegment, type Segment } from "./segment.js";

/** The segments that are searched together, and how they turn from mutable to immutable. */
export class LiveSegments {
  private readonly parameters: LengthParameters;
  private base: Segment;
  private baseDead: OrdinalBits;
  private baseDeadCount = 0;
  private taken: MutableSegment | undefined;
  private recent = new MutableSegment();
  private removedSinceStart: Ordinal[] = [];
  private current: SearchedSegments | undefined;

  constructor(saved: PackedSegment | undefined, parameters: LengthParameters) {
    this.parameters = parameters;
    this.base = saved === undefined ? createEmptySegment() : layOutSegment(saved.shape, saved.buffer);
    this.baseDead = new Uint32Array(this.base.present.length);
  }

  get count(): number {
    const { base, baseDeadCount, taken, recent } = this;
    return base.shape.documents - baseDeadCount + (taken?.liveCount ?? 0) + recent.liveCount;
  }

  /** Documents that were put or removed since the start of the last merge. */
  get changed(): number {
    return this.recent.slots + (this.isMerging ? this.removedSinceStart.length : this.baseDeadCount);
  }

  /** A merge was started and is not finished: it is running, or it failed and can be restarted. */
  get isMerging(): boolean {
    return this.taken !== undefined;
  }

  get merged(): PackedSegment {
    return { shape: this.base.shape, buffer: this.base.buffer };
  }

  /** The same object until a document changes. */
  get searched(): SearchedSegments {
    const { base, baseDead, baseDeadCount, taken, recent } = this;
    return (this.current ??= {
      base,
      baseDead,
      baseDeadCount,
      recent: taken === undefined ? [recent] : [taken, recent],
    });
  }

  put(ordinal: Ordinal, counts: TermCounts, words: DocumentWords): void {
    this.remove(ordinal);
    this.current = undefined;
    this.recent.add(ordinal, counts);
    this.recent.addWords(words);
  }

  remove(ordinal: Ordinal): void {
    this.current = undefined;
    if (this.recent.remove(ordinal)) return;
    const wasThere = this.removeFromBase(ordinal) || this.taken?.remove(ordinal) === true;
    if (wasThere && this.isMerging) this.removedSinceStart.push(ordinal);
  }

  /** From now on changes go to a new mutable segment. After a failed merge, the same documents are merged again. */
  startMerge(): MergeRequest {
    if (this.taken === undefined) {
      this.taken = this.recent;
      this.recent = new MutableSegment();
      this.current = undefined;
    }
    this.removedSinceStart = [];
    const view = this.taken.view();
    // The thread counts and then copies, so the set of removed documents must not change while it runs.
    const recent = { ...view, dead: view.dead.slice(0, view.slots) };
    return {
      base: this.merged,
      baseDead: this.baseDead.slice(),
      recent,
      words: this.taken.words.view(),
      phrases: this.taken.phrases.view(),
      parameters: this.parameters,
    };
  }

  finishMerge(merged: PackedSegment): void {
    this.base = layOutSegment(merged.shape, merged.buffer);
    this.baseDead = new Uint32Array(this.base.present.length);
    this.baseDeadCount = 0;
    this.taken = undefined;
    this.current = undefined;
    // The merge included these; they were removed, or put again, while it ran.
    for (const ordinal of this.removedSinceStart) this.removeFromBase(ordinal);
    this.removedSinceStart = [];
  }

  private removeFromBase(ordinal: Ordinal): boolean {
    if (!hasBit(this.base.present, ordinal) || hasBit(this.baseDead, ordinal)) return false;
    setBit(this.baseDead, ordinal);
    this.baseDeadCount += 1;
    return true;
  }
}
