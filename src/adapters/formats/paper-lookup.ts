import { parseArxivId } from "../../domain/paper/id.js";
import type { LivePage } from "../../ports/sources/live-source.js";
import type { PaperIdentifier, PaperLookup } from "../../ports/sources/paper-lookup.js";

export interface PaperLookupOptions {
  /** Without a trailing slash. */
  readonly arxivUrl: string;
  readonly crossrefUrl: string;
  /** Read a page of the service. */
  readonly readArxivPage: (address: string, signal?: AbortSignal) => Promise<LivePage>;
  readonly readCrossrefPage: (address: string, signal?: AbortSignal) => Promise<LivePage>;
}

/** Papers of arXiv at arXiv, also by the DOI that arXiv assigns; other DOIs at Crossref. */
export function createPaperLookup(options: PaperLookupOptions): PaperLookup {
  const { arxivUrl, crossrefUrl, readArxivPage, readCrossrefPage } = options;
  return {
    async lookUp(identifier, signal) {
      const arxivId = findArxivId(identifier);
      if (arxivId !== undefined) {
        const query = new URLSearchParams({ id_list: arxivId, start: "0", max_results: "1" });
        return findPaper(await readArxivPage(`${arxivUrl}/api/query?${query.toString()}`, signal));
      }
      if (!("doi" in identifier)) return undefined;
      // A filter, unlike the address of a work, has an empty answer rather than an error for an unknown DOI.
      const query = new URLSearchParams({ filter: `doi:${identifier.doi}`, rows: "1" });
      return findPaper(await readCrossrefPage(`${crossrefUrl}/works?${query.toString()}`, signal));
    },
  };
}

function findArxivId(identifier: PaperIdentifier): string | undefined {
  return parseArxivId("arxivId" in identifier ? identifier.arxivId : identifier.doi)?.id;
}

function findPaper({ records }: LivePage): unknown {
  const [first] = records;
  return first && "value" in first ? first.value : undefined;
}
