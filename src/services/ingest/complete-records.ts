import type { SourceRecord } from "../../domain/sources/source-record.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";

/**
 * Completes records that only add to a paper, such as an abstract from a separate file, with the name and title of the
 * stored paper. A record without a stored paper fails on its own.
 */
export async function completeRecords<Record extends SourceRecord>(
  papers: Pick<PaperStore, "findPaper">,
  records: readonly Record[],
): Promise<readonly (Record | SourceRecord)[]> {
  if (!records.some((record) => "supplements" in record)) return records;
  return Promise.all(records.map((record) => ("supplements" in record ? completeRecord(papers, record) : record)));
}

async function completeRecord(papers: Pick<PaperStore, "findPaper">, record: SourceRecord): Promise<SourceRecord> {
  if ("reason" in record) return record;
  const { line, value } = record;
  const { id } = value as { readonly id?: string };
  const known = id === undefined ? undefined : await papers.findPaper(id);
  if (known) {
    const { id: stored, title } = known.paper;
    return { ...record, value: { title, ...(value as object), id: stored }, namesPaper: true };
  }
  return { line, reason: `there is no paper ${id ?? "with its id"} to add this to: import the papers first` };
}
