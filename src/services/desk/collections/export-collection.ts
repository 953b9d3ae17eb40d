import { citeMissing } from "../../../domain/citation/cited-entry.js";
import type { Entry } from "../../../domain/collections/entry.js";
import type { CollectionExportQuery, EntriesExport } from "../../../domain/collections/file-requests.js";
import { createEntryFilter } from "../../../domain/collections/list-entries.js";
import { createReferenceWriter } from "../../../domain/export/format.js";
import type { CollectionName } from "../../../ports/desk/collection-store.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import type { DeskCall } from "../desk-call.js";
import { type FindPaper, resolveIds } from "./find-papers.js";
import { filterEntries } from "./list-entries.js";

export interface ExportCollectionDeps {
  readonly entries: Pick<EntryStore, "scanEntries" | "readEntries">;
  readonly papers: FindPaper;
}

type OfCollection = { readonly params: { readonly id: string } };

/**
 * Writes entries of a collection with their papers, the first added first. A paper that the library no longer has is
 * written with what the entry remembers of it. Throws `not_found` before anything is written.
 */
export interface ExportCollection {
  exportCollection(
    call: DeskCall<OfCollection & { readonly query: CollectionExportQuery }>,
  ): Promise<AsyncIterable<Uint8Array>>;
  /** These alone, whatever was decided about them. */
  exportEntries(call: DeskCall<OfCollection & { readonly body: EntriesExport }>): Promise<AsyncIterable<Uint8Array>>;
}

export function createExportCollection(deps: ExportCollectionDeps): ExportCollection {
  return {
    async exportCollection({ reader, params: { id }, query }) {
      const { format, decisions, ...filter } = query;
      const decision = decisions === "true" ? "all" : filter.decision;
      const isWanted = createEntryFilter({ ...filter, decision });
      const listed = await listWanted(deps, { reader, id }, isWanted);
      return writeEntries(deps, { reader, id }, { listed, format });
    },
    async exportEntries({ reader, params: { id }, body }) {
      const wanted = new Set((await resolveIds(deps.papers, body.ids)).values());
      const listed = await listWanted(deps, { reader, id }, (entry) => wanted.has(entry.id));
      return writeEntries(deps, { reader, id }, { listed, format: body.format });
    },
  };
}

async function listWanted(
  deps: ExportCollectionDeps,
  collection: CollectionName,
  isWanted: (entry: Entry) => boolean,
): Promise<Pick<Entry, "id" | "key">[]> {
  const listed: Pick<Entry, "id" | "key">[] = [];
  for await (const slice of filterEntries(deps, collection, isWanted))
    listed.push(...slice.map(({ id, key }) => ({ id, ...(key !== undefined && { key }) })));
  return listed.toReversed();
}

interface Writing {
  readonly listed: readonly Pick<Entry, "id" | "key">[];
  readonly format: CollectionExportQuery["format"];
}

/** Entries read at a time: a few milliseconds of work, so that other requests are not delayed. */
const pageSize = 16;

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
