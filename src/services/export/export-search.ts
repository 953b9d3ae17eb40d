import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { SearchExportRequest } from "../../domain/export/search-request.js";
import { findPapers, type FindPapersDeps } from "../search/find-papers.js";
import { createStopwatch } from "../search/stopwatch.js";
import type { UnderstandQuery } from "../search/query/understand-query.js";
import { writePapers, type WritePapersDeps } from "./write-papers.js";

export interface ExportSearchDeps extends FindPapersDeps, WritePapersDeps {
  readonly understandQuery: UnderstandQuery;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** Writes all hits of a search in their order. The search itself fails before anything is written. */
export type ExportSearch = (request: SearchExportRequest, options?: CallOptions) => Promise<AsyncIterable<Uint8Array>>;

export function createExportSearch(deps: ExportSearchDeps): ExportSearch {
  return async ({ format, ...question }, { signal } = {}) => {
    const request = { ...question, limit: 1, offset: 0, facets: [], facetLimit: 1, explain: false, snippets: false };
    const asked = await deps.understandQuery(request);
    const listing = await findPapers(deps, { request, asked, stopwatch: createStopwatch(deps.now), signal });
    signal?.throwIfAborted();
    const { ordinals } = await listing.list(listing.total);
    return writePapers(deps, ordinals, { format, vectors: false });
  };
}
