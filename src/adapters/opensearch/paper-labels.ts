import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { readDocuments } from "./read-documents.js";

/** What lists and maps show of a paper. */
export interface PaperLabel {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
}

interface LabelSource {
  readonly kept?: { readonly paper: Pick<Paper, "id" | "title" | "year"> };
}

const fields = ["kept.paper.id", "kept.paper.title", "kept.paper.year"];

/** Returns a function that reads the labels of some papers, as they are now; removed papers are left out. */
export function createReadLabels(
  client: Client,
  index: string,
): (ordinals: readonly Ordinal[]) => Promise<ReadonlyMap<Ordinal, PaperLabel>> {
  return async (ordinals) => {
    const found = await readDocuments<LabelSource>(client, { index, ids: ordinals.map(String), fields });
    const labels = new Map<Ordinal, PaperLabel>();
    for (const [id, { source }] of found) {
      if (!source.kept) continue;
      const { paper } = source.kept;
      labels.set(Number(id), { id: paper.id, title: paper.title, year: paper.year ?? null });
    }
    return labels;
  };
}
