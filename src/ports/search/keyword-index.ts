import type { LengthPenalty } from "../../domain/search/bm25.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { Vocabulary } from "./vocabulary.js";

/** The words of one paper, field by field. Fields weigh differently in the score. */
export interface KeywordDocument {
  readonly ordinal: Ordinal;
  readonly title: string;
  readonly abstract: string;
  /** Authors and keywords of the paper, joined. */
  readonly extra: string;
  /** Names of authors and of the venue: their words count as spelled rightly. */
  readonly names?: readonly string[];
  /** The authors' keywords, for suggestions. */
  readonly keywords?: readonly string[];
}

export interface KeywordQuery {
  readonly text: string;
  /** Words of which any matches, as one more term of the query. */
  readonly alternatives?: Alternatives | undefined;
  /** Max number of hits. */
  readonly limit: number;
  /** Only these papers may be found. */
  readonly allow?: PaperSet | undefined;
  /** Papers whose scores are also wanted, in `probed`; each at most once. */
  readonly probe?: Int32Array;
  /** Papers of which `covered` tells how much of the query they have; each at most once. */
  readonly cover?: Int32Array;
  /** Whether to return the set of all papers found. */
  readonly wantsMatched?: boolean;
  /** Share of `attainable`: the set of all papers found with at least this score is returned as `strong`. */
  readonly minShare?: number | undefined;
}

/** A paper gets the score of the alternative that scores most in it. */
export interface Alternatives {
  /** All weigh as much as the first of them, however rare they are. */
  readonly words: readonly string[];
  /** What the others count for, 0 to 1, compared with the first. */
  readonly othersWeight: number;
}

export interface KeywordHits {
  /** Best first; equal scores by ascending ordinal. Scores are BM25 sums, above 0. */
  readonly hits: readonly RankedPaper[];
  /** Exact number of allowed papers that contain at least one term of the query. */
  readonly total: number;
  /**
   * The score of each paper of `probe`, in its order and whether allowed or not; 0 for one without a term of the query.
   */
  readonly probed: Float64Array;
  /** As `probed`, for the papers of `cover`: their score if a term counted its idf, however often a paper has it. */
  readonly covered: Float64Array;
  /**
   * The sum of the idf of all terms of the query, including terms that no paper contains, and of the first alternative:
   * an upper bound of every score. 1 for a text without a term.
   */
  readonly attainable: number;
  /** The `total` papers themselves, if `wantsMatched`. */
  readonly matched?: PaperSet;
  /** Those of them with a score of at least `minShare` of `attainable`, if `minShare` is given. */
  readonly strong?: PaperSet;
}

export interface WeighedTexts {
  /** For each text, in order, its terms: each once, in the order of the text. */
  readonly texts: readonly (readonly WeighedTerm[])[];
  readonly penalty: LengthPenalty;
}

export interface WeighedTerm {
  readonly term: string;
  readonly idf: number;
}

/** Finds papers by their words, with BM25. */
export interface KeywordSearch {
  readonly vocabulary: Vocabulary;
  /** The papers that can be found; in a distributed engine, as many as there were some seconds ago. */
  readonly count: number;
  /** Never throws for any text; a text without a term finds nothing. */
  search(query: KeywordQuery): Promise<KeywordHits>;
  /** What each term of some texts is worth: with it, a score follows from the words of a paper. One round trip. */
  weighTerms(texts: readonly string[]): Promise<WeighedTexts>;
  /**
   * Every paper that contains all terms of the text, in any field and order; `undefined` for a text without a term.
   * `title` leaves out papers that have a term too seldom for it to be in the title.
   */
  findContaining(text: string, where?: "title"): PaperSet | undefined;
  /**
   * How many papers contain all terms of each text; 0 for a text without a term. Faster than the sets of them, and one
   * round trip for all texts.
   */
  countContaining(texts: Iterable<string>): Promise<ReadonlyMap<string, number>>;
  /**
   * Every paper with a word that begins with this text, ignoring case and accents; `undefined` if the text is not the
   * beginning of a single word. `title` is as above.
   */
  findByPrefix(text: string, where?: "title"): PaperSet | undefined;
}

/**
 * A BM25 index over the papers' words. It is a cache of the store: `lastChange` is the number of the last entry of the
 * change log that it includes, and an index that cannot be read starts again from 0.
 */
export interface KeywordIndex extends KeywordSearch {
  readonly lastChange: number;
  /**
   * Applies changes in order and sets `lastChange`. A document replaces an earlier one of the same ordinal; removing an
   * absent one is no error. The next search sees the changes.
   */
  apply(changes: KeywordChanges): Promise<void>;
  /**
   * Writes the index to its folder atomically. Concurrent calls share one write. Throws `unavailable` (disk full …).
   */
  save(): Promise<void>;
  close(): Promise<void>;
}

export interface KeywordChanges {
  readonly put: readonly KeywordDocument[];
  readonly removed: readonly Ordinal[];
  readonly lastChange: number;
}
