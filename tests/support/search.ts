import type { z } from "zod";
import type { SearchAnswer } from "../../src/domain/search/answer.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import type { Services } from "../../src/services/services.js";

export type SearchInput = z.input<typeof searchRequestSchema>;

/** Asks as the API does: what is left out has its default. */
export function search(services: Services, request: SearchInput): Promise<SearchAnswer> {
  return services.searchPapers(searchRequestSchema.parse(request));
}
