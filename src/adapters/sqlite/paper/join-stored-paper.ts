import { normalizeTitle } from "../../../domain/paper/clean-paper.js";
import { areSamePaper, hasDerivedId, joinRecords } from "../../../domain/paper/same-paper.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { type PaperRow, paperColumns, toPaper } from "./rows.js";

/** Returns a function that joins a record with the stored paper it belongs to, if that has another id. */
export function prepareJoinStoredPaper(database: SqliteDatabase): (clean: CleanPaper) => CleanPaper {
  const isKept = database.prepare("SELECT 1 FROM papers WHERE id = ?").pluck();
  const find = database.prepare(
    `SELECT ${paperColumns} FROM papers WHERE doi = @doi OR arxiv_id = @arxiv OR title_key = @title
     ORDER BY ordinal LIMIT 20`,
  );
  return (clean) => {
    const { paper, textHash } = clean;
    if (!hasDerivedId(paper) || isKept.get(paper.id) !== undefined) return clean;
    const asked = { doi: paper.doi ?? null, arxiv: paper.arxivId ?? null, title: normalizeTitle(paper.title) || null };
    const same = (find.all(asked) as PaperRow[]).map(toPaper).find((kept) => areSamePaper(kept, paper));
    if (!same) return clean;
    const { vector, ...rest } = { ...clean, ...joinRecords(same, paper) };
    // A vector is valid only for the text it was computed from.
    return { ...rest, ...(vector && rest.textHash === textHash && { vector }) };
  };
}
