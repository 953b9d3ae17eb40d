import { growShared } from "../grow-shared.js";
import { maskLetters } from "./letter-mask.js";

/** Texts, the number of papers with each, and what they are; text `n` ends where `n + 1` starts. */
export interface RecentTextsView {
  readonly count: number;
  readonly termText: Uint8Array;
  readonly termStarts: Int32Array;
  readonly papers: Int32Array;
  readonly kinds: Uint8Array;
}

const encoder = new TextEncoder();

/** Counts texts as papers arrive, in shared arrays: passing them to the thread copies nothing. */
export class RecentTexts {
  private readonly numbers = new Map<string, number>();
  private termText = new Uint8Array(new SharedArrayBuffer(0));
  private termStarts = new Int32Array(new SharedArrayBuffer(4));
  private papers = new Int32Array(new SharedArrayBuffer(0));
  private kinds = new Uint8Array(new SharedArrayBuffer(0));
  private letters = new Uint32Array(new SharedArrayBuffer(0));

  /** Counts another paper with the text. */
  add(text: string, kind: number): void {
    const number = this.numbers.get(text) ?? this.addText(text);
    this.papers[number]! += 1;
    this.kinds[number]! |= kind;
  }

  find(text: string): number {
    return this.numbers.get(text) ?? -1;
  }

  /** In the order of their numbers. */
  list(): Iterable<string> {
    return this.numbers.keys();
  }

  /** The letters of each text, as `maskLetters` yields them. */
  get masks(): Uint32Array {
    return this.letters;
  }

  papersOf(number: number): number {
    return this.papers[number] ?? 0;
  }

  kindsOf(number: number): number {
    return this.kinds[number] ?? 0;
  }

  /** Views of the current contents; later additions may move to other buffers. */
  view(): RecentTextsView {
    const { termText, termStarts, papers, kinds } = this;
    return { count: this.numbers.size, termText, termStarts, papers, kinds };
  }

  private addText(text: string): number {
    const number = this.numbers.size;
    const start = this.termStarts[number]!;
    this.termText = growShared(this.termText, start + 3 * text.length);
    this.termStarts = growShared(this.termStarts, number + 2);
    this.papers = growShared(this.papers, number + 1);
    this.kinds = growShared(this.kinds, number + 1);
    this.letters = growShared(this.letters, number + 1);
    this.letters[number] = maskLetters(text);
    const { written } = encoder.encodeInto(text, this.termText.subarray(start));
    this.termStarts[number + 1] = start + written;
    this.numbers.set(text, number);
    return number;
  }
}
