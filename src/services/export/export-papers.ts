import type { ExportRequest } from "../../domain/export/request.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import { listMatching, type MatchFilter } from "../search/match-filter.js";
import { writePapers, type WritePapersDeps } from "./write-papers.js";

export interface ExportPapersDeps extends WritePapersDeps {
  readonly scan: Pick<CorpusScan, "matchFilter">;
  readonly matchFilter: MatchFilter;
}

/**
 * Writes each paper that matches the filter, in import order: as a line of JSON, which an import reads back to the same
 * paper and, with `vectors`, the same vector; or as a reference for other programs. Omits papers that are added or removed
 * during the export. Memory use does not grow with the number of papers, except for the keys of BibTeX. A filter that
 * cannot be applied is refused before anything is written.
 */
export type ExportPapers = (request: ExportRequest) => Promise<AsyncIterable<Uint8Array>>;

export function createExportPapers(deps: ExportPapersDeps): ExportPapers {
  return async ({ filter, vectors, format }) => {
    const wanted = await listMatching(deps, filter);
    return writePapers(deps, await wanted.list(), { format, vectors });
  };
}
