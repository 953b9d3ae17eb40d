import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import type { CleanPaper } from "../../domain/records/incoming-paper.js";
import type { RecordOutcome } from "../../domain/records/take-in.js";

export type { CleanPaper } from "../../domain/records/incoming-paper.js";

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
  /** Papers that were added, or changed under their own id. */
  readonly accepted: number;
  /** Records that changed a paper of this job, or one that is stored under another id. */
  readonly merged: number;
  readonly unchanged: number;
  /** What became of each paper of the slice, in order, and the id that it is stored under. */
  readonly outcomes: readonly { readonly id: string; readonly outcome: RecordOutcome }[];
}

export interface StoredPaper {
  readonly ordinal: Ordinal;
  readonly paper: Paper;
  readonly contentHash: string;
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
   * Merges each record into the stored paper that it describes, found by id, identifiers, or title, first author and
   * year, else adds a paper. Papers with a new text then wait for a vector. Throws `not_found` for an unknown job, and `conflict`,
   * storing nothing, if a paper to replace has changed.
   */
  savePapers(slice: PaperSlice): Promise<SliceOutcome>;
  findPaper(id: string): Promise<StoredPaper | undefined>;
  /** Papers whose id, DOI, arXiv id or whole title is this text, oldest first; at most 10. */
  findExact(text: string): Promise<readonly Ordinal[]>;
  /** Papers whose title begins with this text, ignoring case and punctuation; by title. None for a text without a letter. */
  findByTitle(beginning: string, limit: number): Promise<readonly Ordinal[]>;
  /** Ordinals of removed papers are left out. */
  readPapers(ordinals: readonly Ordinal[]): Promise<ReadonlyMap<Ordinal, Paper>>;
  /** By ordinal. Throws `bad_input` for an invalid cursor. */
  listPapers(page: { readonly cursor?: string; readonly limit: number }): Promise<PaperPage>;
  /** Returns false if there is no such paper. Calls in one turn of the event loop are one transaction. */
  removePaper(id: string): Promise<boolean>;
  countPapers(): Promise<PaperCounts>;
}
