import type { Ordinal } from "../../../domain/paper/paper.js";
import { createVenueNames, type VenueNames } from "../../../domain/venue/venue-names.js";
import { type CorpusColumns, createCorpusColumns, type PaperFacts } from "../../columns/corpus-columns.js";
import { type MarkedField, markedFields } from "../../columns/field-marks.js";
import type { SqliteDatabase } from "../open-database.js";
import { changeKind, vectorState } from "../schema.js";
import { forEachSlot, type VectorSlot, vectorSlots } from "../vectors/slots.js";

export interface FollowedColumns {
  /** Loads some thousand papers; true while there are more. */
  advance(): boolean;
  /** The columns as they are, with at least some thousand papers of those stored before the call. */
  readLoaded(): CorpusColumns;
  /** The words of the names that are loaded, as they are. */
  listNameLayers(): readonly SharedArrayBuffer[];
  /** The columns with every paper stored before the call, and without removed papers. */
  read(): CorpusColumns;
}

/** Papers loaded at a time: some 20 ms. */
const sliceSize = 5_000;

/**
 * Fills the columns from the store, and then follows its change log. Papers that change during the filling are loaded
 * twice, which is harmless; removals during the filling are in the log.
 */
export function followColumns(database: SqliteDatabase, venues = createVenueNames()): FollowedColumns {
  const readDropped = database.prepare("SELECT value FROM meta WHERE key = 'vectors_dropped'").pluck();
  const readSlice = prepareReadSlice(database);
  const readChanges = prepareReadChanges(database);
  let progress = startProgress({ database, venues }, undefined);
  const readVersion = database.prepare("PRAGMA data_version").pluck();
  /** The version of the store of which everything is loaded: most calls come between two changes. */
  let whole: number | undefined;
  const advance = () => {
    const version = readVersion.get() as number;
    if (version === whole) return false;
    whole = undefined;
    // All vectors may be dropped at once, without an entry in the log.
    const dropped = readDropped.get() as string | undefined;
    if (dropped !== progress.dropped) progress = startProgress({ database, venues }, dropped);
    const hasMore = progress.filled ? readChanges(progress) : readSlice(progress);
    if (!hasMore) whole = version;
    return hasMore;
  };
  return {
    advance,
    listNameLayers: () => progress.columns.listNameLayers(),
    readLoaded() {
      advance();
      return progress.columns;
    },
    read() {
      while (advance());
      return progress.columns;
    },
  };
}

interface Progress {
  readonly columns: CorpusColumns;
  readonly dropped: string | undefined;
  /** The last paper loaded, until all are. */
  lastOrdinal: Ordinal;
  filled: boolean;
  /** The last change of each kind that was applied. */
  lastText: number;
  lastVector: Readonly<Record<VectorSlot, number>>;
}

interface Sources {
  readonly database: SqliteDatabase;
  readonly venues: VenueNames;
}

function startProgress({ database, venues }: Sources, dropped: string | undefined): Progress {
  const readLastChange = database.prepare("SELECT value FROM meta WHERE key = 'last_change'").pluck();
  const lastChange = Number(readLastChange.get() ?? 0);
  const columns = createCorpusColumns(venues);
  const lastVector = forEachSlot(() => lastChange);
  return { columns, dropped, lastOrdinal: 0, filled: false, lastText: lastChange, lastVector };
}

/** The condition on `papers AS p` under which a paper has the field. */
const holding: Readonly<Record<MarkedField, string>> = {
  abstract: "p.abstract IS NOT NULL",
  doi: "p.doi IS NOT NULL",
  arxivId: "p.arxiv_id IS NOT NULL",
  venue: "p.venue IS NOT NULL",
  authors: "p.authors <> '[]'",
  year: "p.year IS NOT NULL",
  date: "p.date IS NOT NULL",
  url: "p.url IS NOT NULL",
  keywords: "p.keywords <> '[]'",
  categories: "p.categories <> '[]'",
  tags: "p.tags IS NOT NULL",
  retracted: "p.retracted IS 1",
};
const marks = markedFields.map((field, at) => `((${holding[field]}) << ${at})`).join(" | ");
const factColumns = `p.year, p.date, p.venue, p.authors, p.categories, p.tags, p.url, p.vector_state, ${marks} AS marks`;

interface FactRow {
  readonly ordinal: Ordinal;
  readonly year: number | null;
  readonly date: string | null;
  readonly venue: string | null;
  /** Null, like all fields below, for a removed paper. */
  readonly authors: string | null;
  readonly categories: string | null;
  readonly tags: string | null;
  readonly url: string | null;
  readonly vector_state: number | null;
  readonly marks: number | null;
}

type MovedRow = Pick<FactRow, "ordinal" | "vector_state"> & { readonly seq: number };

function prepareReadSlice(database: SqliteDatabase): (progress: Progress) => boolean {
  const slice = database.prepare(
    `SELECT p.ordinal, ${factColumns} FROM papers p WHERE p.ordinal > ? ORDER BY p.ordinal LIMIT ${sliceSize}`,
  );
  return (progress) => {
    let rows = 0;
    for (const row of slice.iterate(progress.lastOrdinal) as IterableIterator<FactRow>) {
      progress.columns.put(row.ordinal, toFacts(row));
      progress.lastOrdinal = row.ordinal;
      rows += 1;
    }
    progress.filled = rows < sliceSize;
    // Every page of the papers has passed through the cache of this connection, 16 MB that nothing reads again.
    if (progress.filled) database.pragma("shrink_memory");
    return true;
  };
}

function prepareReadChanges(database: SqliteDatabase): (progress: Progress) => boolean {
  const prepareKind = (kind: number, columns: string) =>
    database.prepare(
      `SELECT c.seq, c.ordinal, ${columns} FROM changes c LEFT JOIN papers p ON p.ordinal = c.ordinal
       WHERE c.kind = ${kind} AND c.seq > ? ORDER BY c.seq LIMIT ${sliceSize}`,
    );
  const texts = prepareKind(changeKind.text, factColumns);
  const vectors = forEachSlot((slot) => prepareKind(changeKind[vectorSlots[slot].kind], "p.vector_state"));
  return (progress) => {
    const changed = texts.all(progress.lastText) as (FactRow & { seq: number })[];
    for (const row of changed) progress.columns.put(row.ordinal, toFacts(row));
    progress.lastText = changed.at(-1)?.seq ?? progress.lastText;
    // The slot in use may have changed: changes in either slot name papers whose state must be read.
    let full = changed.length === sliceSize;
    progress.lastVector = forEachSlot((slot) => {
      const moved = vectors[slot].all(progress.lastVector[slot]) as MovedRow[];
      for (const row of moved) progress.columns.markEmbedded(row.ordinal, row.vector_state === vectorState.embedded);
      full ||= moved.length === sliceSize;
      return moved.at(-1)?.seq ?? progress.lastVector[slot];
    });
    return full;
  };
}

function toFacts(row: FactRow): PaperFacts | undefined {
  if (row.authors === null) return undefined;
  return {
    year: row.year ?? undefined,
    date: row.date ?? undefined,
    venue: row.venue ?? undefined,
    authors: JSON.parse(row.authors) as string[],
    categories: JSON.parse(row.categories ?? "[]") as string[],
    tags: row.tags === null ? [] : (JSON.parse(row.tags) as string[]),
    url: row.url ?? undefined,
    embedded: row.vector_state === vectorState.embedded,
    marks: row.marks ?? 0,
  };
}
