import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { CollectionPapers, EntryStore } from "../../../ports/desk/entry-store.js";
import type { AcceptPapers } from "../../ingest/accept-papers.js";
import type { RecommendPapers } from "../../recommend/recommend-papers.js";
import { createExportCollection, type ExportCollection } from "./export-collection.js";
import type { FindPaper } from "./find-papers.js";
import { createImportIntoCollection, type ImportIntoCollection } from "./import-papers.js";
import { createManageCollections, type ManageCollections } from "./manage-collections.js";
import { createManageEntries, type ManageEntries } from "./manage-entries.js";
import { createRecommendForCollection, type RecommendForCollection } from "./recommend-for-collection.js";

export interface CollectionPorts {
  readonly collections: CollectionStore;
  readonly entries: EntryStore;
  readonly collectionPapers: CollectionPapers;
  readonly papers: FindPaper;
  readonly acceptPapers: AcceptPapers;
  readonly recommendPapers: RecommendPapers;
}

/** Everything about collections; the functions of files are called by handlers of their own. */
export interface CollectionServices extends ManageCollections, ManageEntries, RecommendForCollection, ExportCollection {
  readonly importIntoCollection: ImportIntoCollection;
}

export function createCollections(ports: CollectionPorts): CollectionServices {
  return {
    ...createManageCollections(ports),
    ...createManageEntries(ports),
    ...createRecommendForCollection(ports),
    ...createExportCollection(ports),
    importIntoCollection: createImportIntoCollection(ports),
  };
}
