import type { PaperText } from "../../domain/ingest/embed-batch.js";
import type { OtherModelRole } from "../../domain/models/change.js";
import type { WorkStore } from "../ingest/work-store.js";

export interface OtherModel {
  readonly fingerprint: string;
  readonly role: OtherModelRole;
  /** Papers that have a vector of it, those that could not be embedded with it, and those still to be embedded. */
  readonly embedded: number;
  readonly failed: number;
  readonly missing: number;
}

/**
 * The model beside the one in use: the next one, whose vectors are being computed, or the one before, whose vectors are
 * kept. Its vectors are those of papers as they are: with a paper's text or the paper itself its vector goes. Every call
 * is one short transaction, whatever the size of the corpus; what that leaves to do is done by `tidy`.
 */
export interface OtherModelStore {
  readOther(): Promise<OtherModel | undefined>;
  /** Names the next model. Throws `conflict` while there is another one beside the one in use. */
  begin(fingerprint: string): Promise<void>;
  /** Papers that have no vector of the other model and did not fail, oldest first, without those of cancelled jobs. */
  listMissing(limit: number): Promise<readonly PaperText[]>;
  /** Keeps vectors of the other model whose paper still has that text, and notes failures. Idempotent. */
  saveResults: WorkStore["saveResults"];
  /**
   * Puts the other model in the place of the one in use, which is kept; papers without a vector of it wait from then on.
   * Throws `conflict` where there is none. To be called when `tidy` has nothing more to do.
   */
  switchModels(): Promise<void>;
  /** Gives up the other model; its vectors go step by step. Does nothing where there is none. */
  drop(): Promise<void>;
  /** Does one step of what is left to do: listing what is missing, telling each paper's state after a switch, dropping. True while there is more. */
  tidy(): Promise<boolean>;
}
