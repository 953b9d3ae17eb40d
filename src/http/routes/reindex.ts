import {
  compareAnswerSchema,
  compareRequestSchema,
  modelsAnswerSchema,
  reindexRequestSchema,
} from "../../domain/models/change.js";
import type { Services } from "../../services/services.js";
import {
  changeModelExample,
  compareModelsExample,
  dropModelExample,
  readModelsExample,
  rollBackModelExample,
  switchModelExample,
} from "../examples/reindex-examples.js";
import { defineRoute, type Route } from "../route.js";

/** Changing the model while the one in use goes on answering. */
export function createReindexRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/reindex",
      operationId: "readModels",
      tag: "Models",
      summary: "The model in use, and the one beside it: how far it is, or that it is kept",
      answer: modelsAnswerSchema,
      example: readModelsExample,
      handle: () => services.readModels(),
    }),
    defineRoute({
      method: "post",
      path: "/v1/reindex",
      operationId: "changeModel",
      tag: "Models",
      summary: "Embed every paper with another model in the background, or go on with it",
      description:
        "Answers come from the model in use until it is switched. Papers that come, change or go meanwhile are taken into both.",
      body: reindexRequestSchema,
      answer: modelsAnswerSchema,
      status: 202,
      errors: ["not_found", "conflict"],
      example: changeModelExample,
      handle: ({ body }) => services.changeModel(body.model),
    }),
    defineRoute({
      method: "post",
      path: "/v1/reindex/compare",
      operationId: "compareModels",
      tag: "Models",
      summary: "Ask both models the same questions, and see how far their best 10 agree",
      body: compareRequestSchema,
      answer: compareAnswerSchema,
      errors: ["conflict", "unavailable"],
      example: compareModelsExample,
      handle: ({ body }) => services.compareModels(body),
    }),
    ...createStepRoutes(services),
  ];
}

function createStepRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/reindex/switch",
      operationId: "switchModel",
      tag: "Models",
      summary: "Answer with the next model from now on, and keep the one in use",
      description: "No request fails or waits; each is answered wholly by one model.",
      answer: modelsAnswerSchema,
      errors: ["conflict", "unavailable"],
      example: switchModelExample,
      handle: () => services.switchModel(),
    }),
    defineRoute({
      method: "post",
      path: "/v1/reindex/rollback",
      operationId: "rollBackModel",
      tag: "Models",
      summary: "Answer with the kept model again",
      description: "Papers that came since it was in use are found by keyword until they are embedded with it.",
      answer: modelsAnswerSchema,
      errors: ["conflict", "unavailable"],
      example: rollBackModelExample,
      handle: () => services.rollBackModel(),
    }),
    defineRoute({
      method: "delete",
      path: "/v1/reindex",
      operationId: "dropModel",
      tag: "Models",
      summary: "Give up the model beside the one in use, whether kept or under way",
      answer: modelsAnswerSchema,
      errors: ["conflict"],
      example: dropModelExample,
      handle: () => services.dropModel(),
    }),
  ];
}
