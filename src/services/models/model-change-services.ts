import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { CompareAnswer, CompareRequest, ModelsAnswer } from "../../domain/models/change.js";

/** Changing the model while the one in use continues to answer. */
export interface ModelChangeServices {
  readModels(): Promise<ModelsAnswer>;
  /**
   * Starts or resumes embedding every paper with another model in the background. Throws `not_found` for an unknown
   * model, and `conflict` for the model in use or while a third one is kept or being embedded.
   */
  changeModel(id: string): Promise<ModelsAnswer>;
  /** Runs the same queries with both models. Throws `conflict` if there is no other model. */
  compareModels(request: CompareRequest, options?: CallOptions): Promise<CompareAnswer>;
  /** Replaces the model in use, which is kept, with the next one. Throws `conflict` while the next one is not ready. */
  switchModel(): Promise<ModelsAnswer>;
  /** Goes back to the kept model. Throws `conflict` if there is none. */
  rollBackModel(): Promise<ModelsAnswer>;
  /** Drops the other model, kept or being embedded. Throws `conflict` if there is none. */
  dropModel(): Promise<ModelsAnswer>;
}
