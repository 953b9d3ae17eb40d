import type { CompareAnswer, CompareRequest, ModelsAnswer } from "../../domain/models/change.js";

/** Changing the model while the one in use goes on answering. */
export interface ModelChangeServices {
  readModels(): Promise<ModelsAnswer>;
  /**
   * Begins to embed every paper with another model in the background, or goes on with it. Throws `not_found` for an
   * unknown model, `conflict` for the one in use and while a third one is kept or under way.
   */
  changeModel(id: string): Promise<ModelsAnswer>;
  /** Asks both models the same. Throws `conflict` where there is no other. */
  compareModels(request: CompareRequest): Promise<CompareAnswer>;
  /** Puts the next model in the place of the one in use, which is kept. Throws `conflict` while it is not ready. */
  switchModel(): Promise<ModelsAnswer>;
  /** Goes back to the model that is kept. Throws `conflict` where none is. */
  rollBackModel(): Promise<ModelsAnswer>;
  /** Gives the other model up, whether kept or under way. Throws `conflict` where there is none. */
  dropModel(): Promise<ModelsAnswer>;
}
