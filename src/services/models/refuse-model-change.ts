import { AppError } from "../../errors.js";
import type { ChangeModel } from "./change-model.js";
import type { CurrentModel } from "./current-model.js";

/** For an engine whose model cannot be changed yet: every attempt throws `conflict`, with what to do instead. */
export function refuseModelChange(current: CurrentModel): ChangeModel {
  const readModels = async () => {
    const { id, dimensions } = current.read().answering.embedder.model;
    return { model: { id, dimensions } };
  };
  const refuse = async (): Promise<never> => {
    const advice = "Take the papers in anew under another OPENSEARCH_INDEX, with the other MODEL.";
    throw new AppError("conflict", `The model of a library in OpenSearch cannot be changed yet. ${advice}`);
  };
  return {
    readModels,
    services: {
      readModels,
      changeModel: refuse,
      compareModels: refuse,
      switchModel: refuse,
      rollBackModel: refuse,
      dropModel: refuse,
    },
    start: () => current.releaseFeeding(),
    stop: async () => undefined,
  };
}
