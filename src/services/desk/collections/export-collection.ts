import { citeMissing } from "../../../domain/citation/cited-entry.js";
import type { Entry } from "../../../domain/collections/entry.js";
import type { CollectionExportQuery } from "../../../domain/collections/file-requests.js";
import { createEntryFilter } from "../../../domain/collections/list-entries.js";
import { createReferenceWriter } from "../../../domain/export/format.js";
import type { CollectionName } from "../../../ports/desk/collection-store.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import type { DeskCall } from "../desk-call.js";
import type { FindPaper } from "./find-papers.js";
import { filterEntries } from "./list-entries.js";

export interface ExportCollectionDeps {
  readonly entries: Pick<EntryStore, "scanEntries" | "readEntries">;
  readonly papers: FindPaper;
}

/**
 * Writes the entries of a collection with their papers, the first added first. A paper that the library no longer has is
 * written with what the entry remembers of it. Throws `not_found` before anything is written.
 */
export type ExportCollection = (
  call: DeskCall<{ readonly params: { readonly id: string }; readonly query: CollectionExportQuery }>,
) => Promise<AsyncIterable<Uint8Array>>;

export function createExportCollection(deps: ExportCollectionDeps): ExportCollection {
  return async ({ reader, params: { id }, query }) => {
    const { format, decisions, ...filter } = query;
    const decision = decisions === "true" ? "all" : filter.decision;
    const isWanted = createEntryFilter({ ...filter, decision });
    const listed: Pick<Entry, "id" | "key">[] = [];
    for await (const slice of filterEntries(deps, { reader, id }, isWanted))
      listed.push(...slice.map((entry) => ({ id: entry.id, ...(entry.key !== undefined && { key: entry.key }) })));
    return writeEntries(deps, { reader, id }, { listed: listed.toReversed(), format });
  };
}

interface Writing {
  readonly listed: readonly Pick<Entry, "id" | "key">[];
  readonly format: CollectionExportQuery["format"];
}

/** Entries read at a time: a few milliseconds of work, so that other requests are not delayed. */
const pageSize = 64;

async function* writeEntries(
  { entries, papers }: ExportCollectionDeps,
  collection: CollectionName,
  { listed, format }: Writing,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const keys = listed.flatMap(({ key }) => key ?? []);
  const writer = format === "jsonl" ? undefined : createReferenceWriter(format, { hasEntries: true, keys });
  if (writer && writer.head !== "") yield encoder.encode(writer.head);
  for (let start = 0; start < listed.length; start += pageSize) {
    const ids = listed.slice(start, start + pageSize).map(({ id }) => id);
    const lines: string[] = [];
    for (const entry of await entries.readEntries(collection, ids)) {
      const paper = (await papers.findPaper(entry.id))?.paper ?? citeMissing(entry);
      lines.push(writer ? writer.write(paper, entry) : formatLine(paper, entry));
    }
    yield encoder.encode(lines.join(""));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (writer && writer.tail !== "") yield encoder.encode(writer.tail);
}

/** The paper as an export of the library writes it, and what its reader says about it as `entry`. */
function formatLine(paper: object, { id: _id, title: _title, year: _year, ...entry }: Entry): string {
  return `${JSON.stringify({ ...paper, entry })}\n`;
}
