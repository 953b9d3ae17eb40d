import type { AddedEntry } from "../../../domain/collections/change-entry.js";
import type { Entry, ShownEntry, WholeEntry } from "../../../domain/collections/entry.js";
import type {
  AddedEntries,
  AddEntries,
  ChangedEntries,
  ChangeEntries,
  CollectionsOfPaper,
  EntriesAnswer,
  FindEntries,
  FoundEntries,
  ListEntriesQuery,
  RemovedEntries,
  RemoveEntries,
  ReplacedEntry,
} from "../../../domain/collections/entry-requests.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import { createUnknownPaperError } from "../../../domain/paper/unknown-paper.js";
import { AppError } from "../../../errors.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import type { DeskCall } from "../desk-call.js";
import { describePaper, type FindPaper, resolveIds, showEntries } from "./find-papers.js";
import { listEntries, type ListEntriesDeps } from "./list-entries.js";

type OfCollection = { readonly params: { readonly id: string } };
type OfEntry = { readonly params: { readonly id: string; readonly paper: string } };

export interface ManageEntries {
  listEntries(call: DeskCall<OfCollection & { readonly query: ListEntriesQuery }>): Promise<EntriesAnswer>;
  findEntries(call: DeskCall<OfCollection & { readonly body: FindEntries }>): Promise<FoundEntries>;
  addEntries(call: DeskCall<OfCollection & { readonly body: AddEntries }>): Promise<AddedEntries>;
  changeEntries(call: DeskCall<OfCollection & { readonly body: ChangeEntries }>): Promise<ChangedEntries>;
  removeEntries(call: DeskCall<OfCollection & { readonly body: RemoveEntries }>): Promise<RemovedEntries>;
  readEntry(call: DeskCall<OfEntry>): Promise<ShownEntry>;
  replaceEntry(call: DeskCall<OfEntry & { readonly body: WholeEntry }>): Promise<ReplacedEntry>;
  removeEntry(call: DeskCall<OfEntry>): Promise<RemovedEntries>;
  listCollectionsOf(call: DeskCall<OfCollection>): Promise<CollectionsOfPaper>;
}

export interface ManageEntriesDeps extends ListEntriesDeps {
  readonly entries: EntryStore;
}

export function createManageEntries(deps: ManageEntriesDeps): ManageEntries {
  const { entries, papers } = deps;
  const act = async (given: readonly string[], deed: (ids: readonly string[]) => Promise<readonly Entry[]>) => {
    const ids = await resolveIds(papers, given);
    const found = [...(await deed([...new Set(ids.values())]))];
    return { found, unknown: listUnknown(ids, found) };
  };
  const remove = async (collection: { reader: string; id: string }, given: readonly string[]) => {
    const { found: removed, unknown } = await act(given, (ids) => entries.removeEntries(collection, ids));
    return { removed, unknown };
  };
  return {
    listEntries: ({ reader, params: { id }, query }) => listEntries(deps, { reader, id }, query),
    async findEntries({ reader, params: { id }, body }) {
      const { found, unknown } = await act(body.ids, (ids) => entries.readEntries({ reader, id }, ids));
      return { entries: found, unknown };
    },
    async addEntries({ reader, params: { id }, body }) {
      const { known, unknown } = await gatherEntries(papers, body);
      const { added, changed, unchanged } = await entries.addEntries({ reader, id }, known);
      return { added: [...added], changed: [...changed], unchanged: [...unchanged], unknown };
    },
    async changeEntries({ reader, params: { id }, body }) {
      const change = (ids: readonly string[]) => entries.changeEntries({ reader, id }, ids, body.change);
      const { found: before, unknown } = await act(body.ids, change);
      return { before, unknown };
    },
    removeEntries: ({ reader, params: { id }, body }) => remove({ reader, id }, body.ids),
    async readEntry({ reader, params }) {
      const [entry] = await readEntries(deps, reader, params);
      return entry ?? refuse(params.paper);
    },
    async replaceEntry({ reader, params, body }) {
      const entry = await findEntryPaper(papers, params.paper, body);
      if (!entry) throw createUnknownPaperError(params.paper);
      const before = await entries.replaceEntry({ reader, id: params.id }, entry);
      const [after] = await readEntries(deps, reader, params);
      return { ...(after ?? refuse(params.paper)), ...(before && { before }) };
    },
    async removeEntry({ reader, params: { id, paper } }) {
      const answer = await remove({ reader, id }, [paper]);
      return answer.removed.length > 0 ? answer : refuse(paper);
    },
    async listCollectionsOf({ reader, params: { id } }) {
      const stored = (await papers.findPaper(id))?.paper.id ?? canonicalizeId(id);
      const kept = await entries.listEntriesOf(reader, stored);
      return { collections: kept.map(({ collection, entry }) => ({ ...collection, entry })) };
    },
  };
}

async function gatherEntries(papers: FindPaper, body: AddEntries) {
  const known: AddedEntry[] = [];
  const unknown: string[] = [];
  for (const { id, ...facts } of body.entries) {
    const found = await findEntryPaper(papers, id, facts);
    if (found) known.push(found);
    else unknown.push(id);
  }
  return { known, unknown };
}

/** The paper of a new entry, else what the caller remembers of one that the library does not have. */
async function findEntryPaper(
  { findPaper }: FindPaper,
  id: string,
  { title, year, ...facts }: WholeEntry,
): Promise<AddedEntry | undefined> {
  const found = await findPaper(id);
  if (found) return { paper: describePaper(found.paper), facts };
  if (title === undefined) return undefined;
  return { paper: { id: canonicalizeId(id), title, ...(year !== undefined && { year }) }, facts };
}

async function readEntries({ entries, papers }: ManageEntriesDeps, reader: string, { id, paper }: OfEntry["params"]) {
  const ids = await resolveIds(papers, [paper]);
  return showEntries(papers, await entries.readEntries({ reader, id }, [...ids.values()]));
}

function listUnknown(ids: ReadonlyMap<string, string>, found: readonly { readonly id: string }[]): string[] {
  const known = new Set(found.map(({ id }) => id));
  return [...ids].flatMap(([given, id]) => (known.has(id) ? [] : [given]));
}

function refuse(paper: string): never {
  throw new AppError("not_found", `The collection has no paper ${paper}.`);
}
