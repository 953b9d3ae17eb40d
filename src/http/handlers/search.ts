import type { searchOperations } from "../../operations/search.js";
import type { similarOperations } from "../../operations/similar.js";
import type { Services } from "../../services/services.js";
import type { OwnHandlers } from "../handler.js";
import { answerBatch } from "./search-batch.js";

export function createSearchHandlers(
  services: Services,
): OwnHandlers<typeof searchOperations & typeof similarOperations> {
  return {
    searchPapersByBody: ({ body }) => services.searchPapers(body),
    searchBatch: async ({ body }) => ({ answers: await answerBatch(services, body.searches) }),
    findSimilar: ({ params, query }) => services.findSimilar(params.id, query),
    findSimilarToText: ({ body }) => services.findSimilarToText(body),
    recommendPapers: ({ body }) => services.recommendPapers(body),
  };
}
