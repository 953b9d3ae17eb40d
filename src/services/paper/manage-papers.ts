import type { AuthorsAnswer, AuthorsRequest } from "../../domain/paper/authors.js";
import type { Paper } from "../../domain/paper/paper.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { CorpusFacts } from "../../ports/search/corpus-facts.js";

export interface ManagePapersDeps {
  readonly papers: PaperStore;
  readonly versions: Pick<PaperVersions, "listVersions">;
  readonly scan: Pick<CorpusFacts, "findAuthors">;
  readonly syncText: () => Promise<void>;
  readonly syncVectors: () => Promise<void>;
}

export interface ManagePapers {
  /** Throws `not_found`. */
  readPaper(id: string): Promise<Paper>;
  /** The imported versions of a paper, newest first. Throws `not_found`. */
  listVersions(id: string): Promise<readonly PaperVersion[]>;
  listPapers(page: {
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<{ papers: readonly Paper[]; cursor?: string }>;
  /** Names for completion, each with its number of papers. */
  listAuthors(request: AuthorsRequest): Promise<AuthorsAnswer>;
  /** Resolves when the paper is removed from the store and both indexes. Throws `not_found`. */
  removePaper(id: string): Promise<void>;
}

/** Reads, lists and removes papers. */
export function createManagePapers({ papers, versions, scan, syncText, syncVectors }: ManagePapersDeps): ManagePapers {
  const findPaper = async (id: string) => {
    const found = await papers.findPaper(id);
    if (!found) throw createUnknownPaperError(id);
    return found;
  };
  return {
    readPaper: async (id) => (await findPaper(id)).paper,
    async listVersions(id) {
      const { ordinal } = await findPaper(id);
      return (await versions.listVersions([ordinal])).get(ordinal) ?? [];
    },
    listPapers: ({ cursor, limit }) => papers.listPapers({ limit, ...(cursor !== undefined && { cursor }) }),
    listAuthors: async (request) => ({ authors: await scan.findAuthors(request) }),
    async removePaper(id) {
      if (!(await papers.removePaper(id))) throw createUnknownPaperError(id);
      await Promise.all([syncText(), syncVectors()]);
    },
  };
}
