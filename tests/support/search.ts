import type { z } from "zod";
import type { SearchAnswer } from "../../src/domain/search/answer.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import type { Services } from "../../src/services/services.js";

export type SearchInput = z.input<typeof searchRequestSchema>;

/** Searches as the API does: omitted fields have their defaults. */
export function search(services: Services, request: SearchInput): Promise<SearchAnswer> {
  return services.searchPapers(searchRequestSchema.parse(request));
}
