import type { AddedEntry } from "../../../domain/collections/change-entry.js";
import { type Collection, collectionLimits, findFreeName } from "../../../domain/collections/collection.js";
import { foldTag } from "../../../domain/collections/entry.js";
import type { ImportedEntries } from "../../../domain/collections/file-requests.js";
import { fitEntry, readOwnEntry } from "../../../domain/collections/record-entry.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import type { Job } from "../../../domain/jobs/job.js";
import { AppError } from "../../../errors.js";
import type { CollectionName, CollectionStore } from "../../../ports/desk/collection-store.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import type { AcceptPapers, AcceptPapersOptions, StoredRecord } from "../../ingest/accept-papers.js";
import type { PaperRecord } from "../../ingest/check-records.js";
import { describePaper, type FindPaper } from "./find-papers.js";

export interface ImportIntoDeps {
  readonly collections: Pick<CollectionStore, "readCollection" | "createCollection" | "listCollections">;
  readonly entries: Pick<EntryStore, "addEntries">;
  readonly papers: FindPaper;
  readonly acceptPapers: AcceptPapers;
}

/** The collection by its id, or the name of a new one. */
export type ImportTarget = { readonly id: string } | { readonly name: string };

export interface ImportInto {
  readonly reader: string;
  readonly target: ImportTarget;
  readonly records: AsyncIterable<PaperRecord>;
  readonly options?: Omit<AcceptPapersOptions, "onStored">;
}

export interface ImportedInto {
  readonly job: Job;
  readonly collection: Collection;
  readonly entries: ImportedEntries;
}

/**
 * Imports papers and adds them to a collection, with the notes, tags, keys and ratings of their file; papers that the
 * library has are added as well. A new collection whose name is taken gets a number. Throws `not_found`, and `too_large`
 * where the collection is full: what came before is in it.
 */
export type ImportIntoCollection = (call: ImportInto) => Promise<ImportedInto>;

export function createImportIntoCollection(deps: ImportIntoDeps): ImportIntoCollection {
  return async ({ reader, target, records, options }) => {
    const { id } = await openTarget(deps, reader, target);
    const counts = { added: 0, changed: 0, unchanged: 0 };
    const onStored = async (stored: readonly StoredRecord[]) => {
      const { added, changed, unchanged } = await addStored(deps, { reader, id }, stored);
      counts.added += added.length;
      counts.changed += changed.length;
      counts.unchanged += unchanged.length;
    };
    const job = await deps.acceptPapers(fitEntries(records), { ...options, onStored });
    const collection = await deps.collections.readCollection({ reader, id });
    if (!collection) throw createUnknownCollectionError(id);
    return { job, collection, entries: counts };
  };
}

async function openTarget({ collections }: ImportIntoDeps, reader: string, target: ImportTarget): Promise<Collection> {
  if ("id" in target) {
    const found = await collections.readCollection({ reader, id: target.id });
    return found ?? refuseUnknown(target.id);
  }
  const taken = new Set((await collections.listCollections(reader)).map(({ name }) => name.toLowerCase()));
  const wanted = target.name.trim().slice(0, collectionLimits.nameLength);
  return collections.createCollection(reader, { name: findFreeName(wanted, (name) => taken.has(name.toLowerCase())) });
}

function refuseUnknown(id: string): never {
  throw createUnknownCollectionError(id);
}

/** Brings what each record says within the limits of an entry; what is cut is a notice of the job. */
async function* fitEntries(records: AsyncIterable<PaperRecord>): AsyncGenerator<PaperRecord> {
  for await (const record of records) {
    const found = "reason" in record ? undefined : (record.entry ?? readOwnEntry(record.value));
    if (!found || "reason" in record) {
      yield record;
      continue;
    }
    const { facts, notices } = fitEntry(found);
    const value = withoutTags(record.value, facts.tags ?? []);
    yield { ...record, value, entry: facts, notices: [...(record.notices ?? []), ...notices] };
  }
}

/** What becomes a tag of this reader is no keyword of the paper, which all readers share. */
function withoutTags(value: unknown, tags: readonly string[]): unknown {
  const { keywords } = value as { readonly keywords?: unknown };
  if (!Array.isArray(keywords) || tags.length === 0) return value;
  const own = new Set(tags.map(foldTag));
  return {
    ...(value as object),
    keywords: keywords.filter((word) => typeof word !== "string" || !own.has(foldTag(word))),
  };
}

async function addStored(
  { entries, papers }: ImportIntoDeps,
  collection: CollectionName,
  stored: readonly StoredRecord[],
) {
  const added: AddedEntry[] = [];
  for (const { id, entry } of stored) {
    const found = await papers.findPaper(id);
    if (found) added.push({ paper: describePaper(found.paper), facts: (entry ?? {}) as AddedEntry["facts"] });
  }
  try {
    return await entries.addEntries(collection, added, { areRecords: true });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "too_large") throw error;
    const line = stored[0]?.line;
    const place = line === undefined ? "What came before" : `What came before line ${line}`;
    throw new AppError("too_large", `${error.message} ${place} is in it.`, { cause: error });
  }
}
