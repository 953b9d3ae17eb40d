import { refuseUnknownPaper } from "../../domain/paper/unknown-paper.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { Services } from "../services.js";

export interface ManagePapersDeps {
  readonly papers: PaperStore;
  readonly versions: Pick<PaperVersions, "listVersions">;
  readonly syncText: () => Promise<void>;
  readonly syncVectors: () => Promise<void>;
}

type ManagePapers = Pick<Services, "readPaper" | "listVersions" | "listPapers" | "removePaper">;

/** Reads, lists and removes papers. */
export function createManagePapers({ papers, versions, syncText, syncVectors }: ManagePapersDeps): ManagePapers {
  const findPaper = async (id: string) => {
    const found = await papers.findPaper(id);
    if (!found) throw refuseUnknownPaper(id);
    return found;
  };
  return {
    readPaper: async (id) => (await findPaper(id)).paper,
    async listVersions(id) {
      const { ordinal } = await findPaper(id);
      return (await versions.listVersions([ordinal])).get(ordinal) ?? [];
    },
    listPapers: ({ cursor, limit }) => papers.listPapers({ limit, ...(cursor !== undefined && { cursor }) }),
    async removePaper(id) {
      if (!(await papers.removePaper(id))) throw refuseUnknownPaper(id);
      await Promise.all([syncText(), syncVectors()]);
    },
  };
}
