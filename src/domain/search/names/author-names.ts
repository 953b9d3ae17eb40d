import type { Ordinal } from "../../paper/paper.js";

/** Consecutive tokens of a text (`tokenizeNames`), both ends included. */
export interface NameSpan {
  readonly from: number;
  readonly to: number;
}

/** What in a text may be names of authors of the library. Papers are counted once per author. */
export interface FoundNames {
  /** For each token: the papers of authors whose family name has this word. */
  readonly families: readonly number[];
  /** For each token: the papers of authors who have this word in any part of the name. */
  readonly words: readonly number[];
  /** Spans of two or more tokens that are names of authors. */
  readonly spans: readonly FoundSpan[];
}

export interface FoundSpan extends NameSpan {
  readonly papers: number;
  /** Whether an author's name has all words of the span; otherwise names have initials in their place. */
  readonly isWritten: boolean;
}

/** Authors named in a text, as spans of its tokens. */
export interface NamedAuthors {
  readonly text: string;
  /** A span of one token is a family name. */
  readonly spans: readonly (NameSpan & { readonly isFirstAuthor: boolean })[];
  readonly year: number | undefined;
}

/** The papers by named authors: most of the authors first, then of the year, then by the best name, then newest. */
export interface AuthoredPapers {
  readonly ordinals: readonly Ordinal[];
  /** For each paper: equal numbers for papers by as many of the authors and equally near to the year; descending. */
  readonly tiers: readonly number[];
}
