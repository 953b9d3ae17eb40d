import type { EarlierVersion } from "../../domain/paper/version.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";

/** A validated paper, ready to be stored. */
export interface CleanPaper {
  readonly paper: Paper;
  /** arXiv version; one older than the stored version changes nothing. */
  readonly version?: number;
  /** Earlier versions from the same source; versions that are already stored stay as they are. */
  readonly earlierVersions?: readonly EarlierVersion[];
  /** Hash of every field: equal means unchanged. */
  readonly contentHash: string;
  /** Hash of the text that is embedded: a change requires a new vector. */
  readonly textHash: string;
  /** Line of the file, or position in the list, from 1. */
  readonly line?: number;
  /** What its record lost or left open, one sentence each. */
  readonly notices?: readonly string[];
  /** Unit-length vector imported with the paper, which then skips the queue. */
  readonly vector?: Float32Array;
}

export interface RejectedPaper {
  /** Line of the file, or position in the list, from 1. */
  readonly line: number;
  readonly id?: string;
  readonly reason: string;
}

/** One slice of an ingest job, stored in one transaction. */
export interface PaperSlice {
  readonly jobId: string;
  readonly papers: readonly CleanPaper[];
  readonly rejected: readonly RejectedPaper[];
}

export interface SliceOutcome {
  readonly accepted: number;
  readonly unchanged: number;
}

export interface StoredPaper {
  readonly ordinal: Ordinal;
  readonly paper: Paper;
}

export interface PaperPage {
  readonly papers: readonly Paper[];
  /** For the next call; absent on the last page. */
  readonly cursor?: string;
}

export interface PaperCounts {
  readonly papers: number;
  readonly embedded: number;
  readonly waiting: number;
  readonly failed: number;
  /** Not embedded because their job was cancelled. */
  readonly withheld: number;
}

/**
 * The papers. Every call is one transaction, and its effect survives the end of the process; sealing a job and removing
 * a paper also make it survive a power cut.
 */
export interface PaperStore {
  /**
   * New and changed papers then wait for a vector; unchanged ones stay as they are. Throws `not_found` for an unknown
   * job.
   */
  savePapers(slice: PaperSlice): Promise<SliceOutcome>;
  findPaper(id: string): Promise<StoredPaper | undefined>;
  /** Papers whose id, DOI, arXiv id or whole title is this text, oldest first; at most 10. */
  findExact(text: string): Promise<readonly Ordinal[]>;
  /** Ordinals of removed papers are left out. */
  readPapers(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, Paper>>;
  /** By ordinal. Throws `bad_input` for an invalid cursor. */
  listPapers(page: { readonly cursor?: string; readonly limit: number }): Promise<PaperPage>;
  /** Returns false if there is no such paper. */
  removePaper(id: string): Promise<boolean>;
  countPapers(): Promise<PaperCounts>;
}
