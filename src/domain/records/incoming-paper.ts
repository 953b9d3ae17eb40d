import type { RecordEntry } from "../collections/record-entry.js";
import type { Paper } from "../paper/paper.js";
import type { EarlierVersion } from "../paper/version.js";
import type { Trust } from "./trust.js";

/** A validated paper, ready to be stored. */
export interface CleanPaper {
  readonly paper: Paper;
  /** Whether the caller named the paper: then it is not stored under another id. */
  readonly isNamed: boolean;
  /** How far its fields are trusted. */
  readonly trust: Trust;
  /** The key of the paper in its source, which names the record in notices. */
  readonly sourceKey?: string;
  /** What names the record to a person: a key that the source has beside its papers, else one of its fields. */
  readonly key?: string;
  /**
   * Replaces the whole paper with this id instead of completing it, if its content still has this hash; without a hash,
   * there is no such paper yet.
   */
  readonly replaces?: { readonly contentHash?: string };
  /** arXiv version; an older one than the stored version only adds what is missing. */
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
  /** What its record says for the reader who imports it into a collection; the store of papers keeps none of it. */
  readonly entry?: RecordEntry;
}
