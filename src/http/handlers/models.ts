import type { modelOperations } from "../../operations/models.js";
import type { Services } from "../../services/services.js";
import type { OwnHandlers } from "../handler.js";

export function createModelHandlers(services: Services): OwnHandlers<typeof modelOperations> {
  return {
    changeModel: ({ body }) => services.changeModel(body.model),
    compareModels: ({ body, signal }) => services.compareModels(body, { signal }),
    switchModel: () => services.switchModel(),
    rollBackModel: () => services.rollBackModel(),
    dropModel: () => services.dropModel(),
  };
}
