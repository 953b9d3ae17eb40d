import type { Ordinal } from "../../../domain/paper/paper.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import { type KnownPaper, toKept } from "../../../domain/records/known-paper.js";
import { maxCandidates, takeIn, type RecordLookup, type TakenIn } from "../../../domain/records/take-in.js";
import type { PaperDocument, PaperDocuments, StoredDocument } from "../paper-documents.js";
import { changeDocument, type TakenJob, toKnown } from "./change-document.js";
import { type NameEntry, noEntry } from "./name-documents.js";
import { listLookupNames, listNames, type Name, nameArxivId, nameDoi, nameId, nameTitle } from "./name-keys.js";

/** A paper in a view. */
export interface ViewedPaper extends Partial<Pick<StoredDocument, "at">> {
  readonly document: PaperDocument;
  readonly known: KnownPaper;
  readonly names: ReadonlyMap<string, Name>;
  /** Its names when it was read; none for a new paper. */
  readonly readNames: ReadonlyMap<string, Name>;
  readonly isChanged: boolean;
}

/** The stored papers that records may belong to, as they are and as the records change them; it writes nothing. */
export interface SliceView {
  /** Reads what decides where these records belong, unless it was read before. */
  load(records: readonly CleanPaper[]): Promise<void>;
  loadNames(names: readonly Name[]): Promise<void>;
  /** Takes in a record; the view shows its paper as changed from then on. Throws `conflict`. */
  take(record: CleanPaper, job: TakenJob): ViewedRecord;
  /** The listing of a name as it was read. */
  readonly entries: ReadonlyMap<string, NameEntry>;
  /** By ordinal; new papers have provisional ones, from `firstProvisional`. */
  readonly papers: ReadonlyMap<Ordinal, ViewedPaper>;
  /** Of a loaded name, the papers that have it, oldest first. */
  listHolders(name: Name): readonly ViewedPaper[];
}

export interface ViewedRecord {
  readonly taken: TakenIn;
  /** Of its paper. */
  readonly ordinal: Ordinal;
}

/** Beyond every ordinal, so that new papers come after the stored ones. */
export const firstProvisional = 2 ** 40;

export interface ViewSource {
  readonly documents: Pick<PaperDocuments, "read">;
  /** Reads names, each with its oldest papers. */
  readonly readNames: (names: readonly Name[]) => Promise<ReadonlyMap<string, NameEntry>>;
  /** The oldest papers with a name that has more than are listed. */
  readonly findMore: (name: Name) => Promise<readonly Ordinal[]>;
}

export function createSliceView({ documents, readNames, findMore }: ViewSource): SliceView {
  const entries = new Map<string, NameEntry>();
  const papers = new Map<Ordinal, ViewedPaper>();
  /** By name, papers that the records of the view gave it. */
  const given = new Map<string, Set<Ordinal>>();
  let nextProvisional = firstProvisional;
  const listHolders = ({ key }: Name) => {
    const listed = [...new Set([...(entries.get(key)?.ordinals ?? []), ...(given.get(key) ?? [])])];
    const holders = listed.flatMap((ordinal) => papers.get(ordinal) ?? []).filter(({ names }) => names.has(key));
    return holders.toSorted((one, other) => one.document.ordinal - other.document.ordinal);
  };
  const lookup = createLookup(listHolders);
  const read = async (ordinals: readonly Ordinal[]) => {
    const unread = new Set(ordinals.filter((ordinal) => !papers.has(ordinal)));
    for (const [ordinal, stored] of await documents.read(unread)) papers.set(ordinal, toViewed(stored));
  };
  const loadNames = async (asked: readonly Name[]) => {
    const names = asked.filter(({ key }) => !entries.has(key));
    const found = await readNames(names);
    for (const { key } of names) entries.set(key, found.get(key) ?? noEntry);
    await read([...found.values()].flatMap(({ ordinals }) => ordinals));
    for (const name of names) {
      const entry = entries.get(name.key)!;
      if (!entry.hasMore || listHolders(name).length >= maxCandidates) continue;
      const ordinals = [...new Set([...entry.ordinals, ...(await findMore(name))])];
      entries.set(name.key, { ...entry, ordinals: ordinals.toSorted((one, other) => one - other) });
      await read(ordinals);
    }
  };
  return {
    entries,
    papers,
    listHolders,
    load: (records) => loadNames(records.flatMap(({ paper }) => listLookupNames(paper))),
    loadNames,
    take(record, job) {
      const taken = takeIn(record, job.jobId, lookup);
      const ordinal = taken.before?.ordinal ?? (taken.write ? nextProvisional++ : lookup.findNamed(taken.id)!.ordinal);
      const before = papers.get(ordinal);
      const document = changeDocument(before?.document, { record, taken, job, ordinal });
      if (document === undefined || document === before?.document) return { taken, ordinal };
      const changed = toViewed({ document, ...(before?.at && { at: before.at }) });
      papers.set(ordinal, { ...changed, readNames: before?.readNames ?? new Map(), isChanged: true });
      for (const key of changed.names.keys()) given.set(key, (given.get(key) ?? new Set()).add(ordinal));
      return { taken, ordinal };
    },
  };
}

function toViewed({ document, at }: Pick<ViewedPaper, "document" | "at">): ViewedPaper {
  const names = new Map(listNames(document.kept.paper).map((name) => [name.key, name]));
  return { document, ...(at && { at }), known: toKnown(document), names, readNames: names, isChanged: false };
}

function createLookup(listHolders: SliceView["listHolders"]): RecordLookup {
  const records = new WeakMap<KnownPaper, readonly string[]>();
  const show = ({ known, document }: ViewedPaper) => {
    records.set(known, document.kept.records ?? []);
    return known;
  };
  const find = (name: Name | undefined) => (name ? listHolders(name).slice(0, maxCandidates).map(show) : []);
  const findNamed = (id: string) => find(nameId(id))[0];
  return {
    findNamed,
    findKept(id) {
      const known = findNamed(id);
      return known && toKept(known);
    },
    findCandidates({ paper: { id, title, arxivId, doi } }) {
      const names = [nameId(id), nameTitle(title), arxivId && nameArxivId(arxivId), doi && nameDoi(doi)];
      const found = names.flatMap((name) => find(name || undefined));
      return [...new Map(found.map((known) => [known.ordinal, known])).values()];
    },
    remembers: (known, hash) => records.get(known)?.includes(hash) === true,
  };
}
