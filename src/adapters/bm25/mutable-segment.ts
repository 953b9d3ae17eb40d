import type { TermCounts } from "../../domain/search/bm25.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { DocumentWords } from "../../domain/text/document-words.js";
import { growShared } from "./grow-shared.js";
import { RecentTexts } from "./words/recent-texts.js";
import { wordKinds } from "./words/vocabulary-layout.js";

export interface MutableView {
  readonly slots: number;
  readonly terms: number;
  readonly ordinals: Int32Array;
  readonly lengths: Uint16Array;
  /** 1 for a removed document. */
  readonly dead: Uint8Array;
  /** The terms in UTF-8, by number; term `t` ends where `t + 1` starts. */
  readonly termText: Uint8Array;
  readonly termStarts: Int32Array;
  /** Postings of each term, dead slots included. */
  readonly documentFrequencies: Int32Array;
  /** The newest posting of each term; `previous` links a posting to the one before, and −1 ends the list. */
  readonly newest: Int32Array;
  readonly previous: Int32Array;
  /** The slot in the upper 24 bits, the frequency in the lower 8. */
  readonly postings: Uint32Array;
}

/** The longest term is 64 UTF-16 code units: at most 3 bytes each. */
const maxTermBytes = 192;
const encoder = new TextEncoder();

/**
 * What was added since the last merge. A document is identified by its slot, its position in order of arrival. All data
 * that a merge needs is in shared arrays, so passing it to the thread copies nothing.
 */
export class MutableSegment {
  /** Whole words and phrases, with the number of papers that were added with each, removed ones included. */
  readonly words = new RecentTexts();
  readonly phrases = new RecentTexts();
  slots = 0;
  totalLength = 0;
  /** Upper bound of the ordinals, exclusive. */
  capacity = 0;
  private postingCount = 0;
  private readonly numbers = new Map<string, number>();
  private readonly slotOf = new Map<Ordinal, number>();
  private readonly arrays = allocateArrays();

  get liveCount(): number {
    return this.slotOf.size;
  }

  /** The ordinal must not be live here: remove it first. */
  add(ordinal: Ordinal, { frequencies, length }: TermCounts): void {
    const { arrays, slots: slot } = this;
    arrays.ordinals = growShared(arrays.ordinals, slot + 1);
    arrays.lengths = growShared(arrays.lengths, slot + 1);
    arrays.dead = growShared(arrays.dead, slot + 1);
    arrays.ordinals[slot] = ordinal;
    arrays.lengths[slot] = length;
    this.addPostings(slot, frequencies);
    this.totalLength += length;
    this.capacity = Math.max(this.capacity, ordinal + 1);
    this.slotOf.set(ordinal, slot);
    this.slots += 1;
  }

  addWords({ words, names, phrases }: DocumentWords): void {
    for (const word of words) this.words.add(word, names.has(word) ? wordKinds.text | wordKinds.name : wordKinds.text);
    for (const name of names) if (!words.has(name)) this.words.add(name, wordKinds.name);
    for (const phrase of phrases) this.phrases.add(phrase, 0);
  }

  /** Returns whether it was present. */
  remove(ordinal: Ordinal): boolean {
    const slot = this.slotOf.get(ordinal);
    if (slot === undefined) return false;
    this.arrays.dead[slot] = 1;
    return this.slotOf.delete(ordinal);
  }

  /** The number of a term, or −1. */
  findTerm(term: string): number {
    return this.numbers.get(term) ?? -1;
  }

  listTerms(): Iterable<string> {
    return this.numbers.keys();
  }

  /** Views of the current contents; later additions may move to other buffers. */
  view(): MutableView {
    return { ...this.arrays, slots: this.slots, terms: this.numbers.size };
  }

  private addPostings(slot: number, frequencies: ReadonlyMap<string, number>): void {
    const { arrays } = this;
    arrays.previous = growShared(arrays.previous, this.postingCount + frequencies.size);
    arrays.postings = growShared(arrays.postings, this.postingCount + frequencies.size);
    for (const [term, frequency] of frequencies) {
      const number = this.numbers.get(term) ?? this.addTerm(term);
      arrays.postings[this.postingCount] = slot * 256 + frequency;
      arrays.previous[this.postingCount] = arrays.newest[number]!;
      arrays.newest[number] = this.postingCount;
      arrays.documentFrequencies[number]! += 1;
      this.postingCount += 1;
    }
  }

  private addTerm(term: string): number {
    const { arrays } = this;
    const number = this.numbers.size;
    const start = arrays.termStarts[number]!;
    arrays.termText = growShared(arrays.termText, start + maxTermBytes);
    arrays.termStarts = growShared(arrays.termStarts, number + 2);
    arrays.documentFrequencies = growShared(arrays.documentFrequencies, number + 1);
    arrays.newest = growShared(arrays.newest, number + 1);
    const { written } = encoder.encodeInto(term, arrays.termText.subarray(start));
    arrays.termStarts[number + 1] = start + written;
    arrays.newest[number] = -1;
    this.numbers.set(term, number);
    return number;
  }
}

/** Visits the postings of a term, removed documents included, from newest to oldest. */
export function visitPostings(view: MutableView, term: number, visit: (slot: number, frequency: number) => void): void {
  const { newest, previous, postings } = view;
  for (let at = term < 0 ? -1 : newest[term]!; at >= 0; at = previous[at]!) {
    visit(postings[at]! >>> 8, postings[at]! & 255);
  }
}

function allocateArrays() {
  return {
    ordinals: new Int32Array(new SharedArrayBuffer(0)),
    lengths: new Uint16Array(new SharedArrayBuffer(0)),
    dead: new Uint8Array(new SharedArrayBuffer(0)),
    termText: new Uint8Array(new SharedArrayBuffer(0)),
    termStarts: new Int32Array(new SharedArrayBuffer(4)),
    documentFrequencies: new Int32Array(new SharedArrayBuffer(0)),
    newest: new Int32Array(new SharedArrayBuffer(0)),
    previous: new Int32Array(new SharedArrayBuffer(0)),
    postings: new Uint32Array(new SharedArrayBuffer(0)),
  };
}
