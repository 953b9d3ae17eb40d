import type { PaperText } from "../../domain/ingest/embed-batch.js";
import type { OtherModelRole } from "../../domain/models/change.js";
import type { WorkStore } from "../ingest/work-store.js";

export interface OtherModel {
  readonly fingerprint: string;
  readonly role: OtherModelRole;
  /** Papers with a vector of this model, papers that it could not embed, and papers still to be embedded. */
  readonly embedded: number;
  readonly failed: number;
  readonly missing: number;
}

/**
 * The model other than the one in use: the next one, whose vectors are being computed, or the previous one, whose
 * vectors are kept. A vector is removed when its paper is removed or gets another text. Every call is one short
 * transaction, whatever the size of the corpus; `tidy` does the rest.
 */
export interface OtherModelStore {
  readOther(): Promise<OtherModel | undefined>;
  /** Sets the next model. Throws `conflict` if there already is another model. */
  begin(fingerprint: string): Promise<void>;
  /** Papers that have no vector of the other model and did not fail, oldest first, without those of cancelled jobs. */
  listMissing(limit: number): Promise<readonly PaperText[]>;
  /** Keeps vectors of the other model whose paper still has that text, and notes failures. Idempotent. */
  saveResults: WorkStore["saveResults"];
  /**
   * Makes the other model the one in use, and keeps the previous one; papers without a vector of the new model then
   * wait for one. Throws `conflict` if there is no other model. Call it when `tidy` has nothing left to do.
   */
  switchModels(): Promise<void>;
  /** Drops the other model; `tidy` then removes its vectors step by step. Does nothing if there is none. */
  drop(): Promise<void>;
  /**
   * Does one step of the remaining work: listing missing vectors, setting the state of papers after a switch, removing
   * vectors. True while there is more.
   */
  tidy(): Promise<boolean>;
}
