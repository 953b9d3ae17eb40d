import type { CompareAnswer, CompareRequest, ModelsAnswer } from "../../domain/models/change.js";

/** Changing the model while the one in use continues to answer. */
export interface ModelChangeServices {
  readModels(): Promise<ModelsAnswer>;
  /**
   * Starts to embed every paper with another model in the background, or resumes that. Throws `not_found` for an
   * unknown model, `conflict` for the one in use and while a third one is kept or being embedded.
   */
  changeModel(id: string): Promise<ModelsAnswer>;
  /** Asks both models the same queries. Throws `conflict` where there is no other. */
  compareModels(request: CompareRequest): Promise<CompareAnswer>;
  /** Puts the next model in the place of the one in use, which is kept. Throws `conflict` while it is not ready. */
  switchModel(): Promise<ModelsAnswer>;
  /** Goes back to the model that is kept. Throws `conflict` where none is. */
  rollBackModel(): Promise<ModelsAnswer>;
  /** Drops the other model, whether it is kept or being embedded. Throws `conflict` where there is none. */
  dropModel(): Promise<ModelsAnswer>;
}
