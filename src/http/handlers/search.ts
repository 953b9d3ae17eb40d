import type { searchOperations } from "../../operations/search.js";
import type { similarOperations } from "../../operations/similar.js";
import type { Services } from "../../services/services.js";
import type { OwnHandlers } from "../handler.js";
import { answerBatch } from "./search-batch.js";

export function createSearchHandlers(
  services: Services,
): OwnHandlers<typeof searchOperations & typeof similarOperations> {
  return {
    searchPapersByBody: ({ body, signal }) => services.searchPapers(body, { signal }),
    searchBatch: async ({ body, signal }) => ({ answers: await answerBatch(services, body.searches, { signal }) }),
    findSimilar: ({ params, query, signal }) => services.findSimilar(params.id, query, { signal }),
    findSimilarToText: ({ body, signal }) => services.findSimilarToText(body, { signal }),
    recommendPapers: ({ body, signal }) => services.recommendPapers(body, { signal }),
  };
}
