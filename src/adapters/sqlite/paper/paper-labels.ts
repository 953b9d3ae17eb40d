import type { Ordinal } from "../../../domain/paper/paper.js";
import { openConnection } from "../open-database.js";

/** What a map shows of papers, read over a separate connection. */
export interface PaperLabels {
  /** The title of each paper, in order; empty for a paper that was removed. */
  readTitles(ordinals: Int32Array): Generator<string>;
  readLabel(ordinal: Ordinal): PaperLabel | undefined;
}

export interface PaperLabel {
  readonly id: string;
  readonly year: number | null;
}

/** Opens the store of a data folder from another thread: reading every title would block the event loop. */
export function openPaperLabels(folder: string): PaperLabels {
  const database = openConnection(folder, { readonly: true });
  const readTitle = database.prepare("SELECT title FROM papers WHERE ordinal = ?").pluck();
  const readLabel = database.prepare("SELECT id, year FROM papers WHERE ordinal = ?");
  return {
    *readTitles(ordinals) {
      for (const ordinal of ordinals) yield (readTitle.get(ordinal) as string | undefined) ?? "";
    },
    readLabel: (ordinal) => readLabel.get(ordinal) as PaperLabel | undefined,
  };
}
