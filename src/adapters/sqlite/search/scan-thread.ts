import { workerData } from "node:worker_threads";
import type { Filter, NameWords } from "../../../domain/search/filter.js";
import type { RankedPaper } from "../../../domain/search/hit.js";
import {
  collectOrdinals,
  createOrdinalSet,
  hasBit,
  intersectBits,
  listMembers,
  type OrdinalBits,
} from "../../../domain/search/ordinal-set.js";
import { createTextMatcher, type TestedText, type TextTest } from "../../../domain/search/query/text-test.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import { dotProduct } from "../../../domain/vectors/vector.js";
import { measureSpread, type VectorSpread } from "../../../domain/vectors/whitening.js";
import { createVenueNames } from "../../../domain/venue/venue-names.js";
import type { CountedFacets, FacetRequest } from "../../../domain/search/facets.js";
import type { ColumnReads } from "../../columns/corpus-columns.js";
import { prepareCountExtra } from "./count-extra.js";
import { followColumns } from "./follow-columns.js";
import { openConnection } from "../open-database.js";
import { prepareMatchExtra } from "./match-extra.js";
import { prepareOrderByTitle } from "./title-order.js";
import { sampleVectors } from "../vectors/sample-vectors.js";
import { type VectorSlot, vectorSlots } from "../vectors/slots.js";

export interface ScanThreadData {
  readonly folder: string;
  readonly venueAliases: readonly (readonly string[])[];
}

const { folder, venueAliases } = workerData as ScanThreadData;
const database = openConnection(folder, { readonly: true });
const columns = followColumns(database, createVenueNames(venueAliases));
const readLastChange = database.prepare("SELECT value FROM meta WHERE key = 'last_change'").pluck();
const matchExtra = prepareMatchExtra(database);
const countExtra = prepareCountExtra(database);
const readTitleOrder = prepareOrderByTitle(database);

/** The tasks of this thread, called by `createSqliteCorpusScan`. */
export interface ScanTasks {
  readonly advanceColumns: typeof advanceColumns;
  readonly matchFilter: typeof matchFilter;
  readonly countFacets: typeof countFacets;
  readonly matchTexts: typeof matchTexts;
  readonly readColumns: typeof readColumns;
  readonly orderByTitle: typeof orderByTitle;
  readonly rankByVector: typeof rankByVector;
  readonly readSpread: typeof readSpread;
  readonly checkpoint: typeof checkpoint;
}

/** Moves what readers no longer need from the log into the file; writers continue during this. */
export function checkpoint(): void {
  const writer = openConnection(folder, { readonly: false });
  try {
    writer.pragma("wal_checkpoint(PASSIVE)");
  } finally {
    writer.close();
  }
}

export interface AdvancedColumns {
  readonly isBehind: boolean;
  /** Unless more is to be loaded, the columns have every change up to this one. */
  readonly lastChange: number;
  readonly nameLayers: readonly SharedArrayBuffer[];
}

/** Loads some of the changes into the columns, so that no query has to. */
export function advanceColumns(): AdvancedColumns {
  const lastChange = Number(readLastChange.get() ?? 0);
  return { lastChange, isBehind: columns.advance(), nameLayers: columns.listNameLayers() };
}

export function matchFilter({ filter, words }: { filter: Filter; words: NameWords }): OrdinalBits {
  const matched = columns.read().match(filter, words);
  const own = matchExtra(filter.extra);
  const found = own ? intersectBits(matched, own) : matched;
  if (!filter.ids) return found;
  const find = database.prepare("SELECT ordinal FROM papers WHERE id IN (SELECT value FROM json_each(?))").pluck();
  const ordinals = find.all(JSON.stringify(filter.ids.map(canonicalizeId))) as Ordinal[];
  return intersectBits(found, collectOrdinals(ordinals).bits);
}

export interface FacetCount {
  readonly request: FacetRequest;
  readonly papers: OrdinalBits | undefined;
}

export function countFacets({ request, papers }: FacetCount): CountedFacets {
  const { facets, sizes } = columns.read().countFacets(request, papers);
  if (!request.names.includes("extra")) return { facets, sizes };
  return { facets: { ...facets, extra: countExtra({ papers, limit: request.limit }) }, sizes };
}

export interface BitsTest {
  readonly test: TextTest;
  readonly candidates: OrdinalBits | undefined;
}

/** Reads the text of every candidate: the time grows with their number. */
export function matchTexts(tests: readonly BitsTest[]): OrdinalBits[] {
  const searched = tests.map(({ test, candidates }) => {
    return { passes: createTextMatcher(test), candidates, matched: [] as Ordinal[] };
  });
  const fields = new Set(tests.map(({ test }) => test.field));
  for (const row of readTexts(uniteCandidates(tests), fields)) {
    for (const { passes, candidates, matched } of searched) {
      if (candidates && !hasBit(candidates, row.ordinal)) continue;
      if (passes(row)) matched.push(row.ordinal);
    }
  }
  return searched.map(({ matched }) => collectOrdinals(matched).bits);
}

/** All papers, if any test has no candidates of its own. */
function uniteCandidates(tests: readonly BitsTest[]): OrdinalBits | undefined {
  if (tests.some(({ candidates }) => candidates === undefined)) return undefined;
  const all = tests.map(({ candidates }) => createOrdinalSet(candidates!));
  return all.reduce((one, other) => one.unite(other), collectOrdinals([])).bits;
}

export interface ColumnRead<Name extends keyof ColumnReads> {
  readonly name: Name;
  readonly parameters: Parameters<ColumnReads[Name]>;
}

/** Questions of every search, which must not wait until all papers of a large library are loaded. */
const soon: ReadonlySet<keyof ColumnReads> = new Set(["findNames", "listAuthored"]);

/** Any read of the columns, by its name. */
export function readColumns<Name extends keyof ColumnReads>({ name, parameters }: ColumnRead<Name>) {
  const loaded = soon.has(name) ? columns.readLoaded() : columns.read();
  const read = loaded[name] as (...given: Parameters<ColumnReads[Name]>) => ReturnType<ColumnReads[Name]>;
  return read(...parameters);
}

export function orderByTitle({ papers, limit }: { papers: OrdinalBits; limit: number }): Ordinal[] {
  return readTitleOrder(papers, limit);
}

/** Exact nearest neighbours among the named papers. */
export function rankByVector(query: {
  vector: Float32Array;
  allow: OrdinalBits;
  limit: number;
  slot: VectorSlot;
}): RankedPaper[] {
  const read = database.prepare(`SELECT vector FROM ${vectorSlots[query.slot].vectors} WHERE ordinal = ?`).pluck();
  const ranked: RankedPaper[] = [];
  for (const ordinal of listMembers(query.allow)) {
    const blob = read.get(ordinal) as Uint8Array | undefined;
    if (blob) ranked.push({ ordinal, score: dotProduct(query.vector, bytesToVector(blob)) });
  }
  ranked.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  return ranked.slice(0, query.limit);
}

/** A larger sample would not change the spread: with 384 dimensions this takes a third of a second. */
const spreadSample = 3_000;

export function readSpread(slot: VectorSlot): VectorSpread | undefined {
  return measureSpread(sampleVectors(database, spreadSample, slot));
}

interface TextRow extends TestedText {
  readonly ordinal: Ordinal;
}

/** Reads only the columns that the fields need: abstracts take most of the time. */
function readTexts(candidates: OrdinalBits | undefined, fields: ReadonlySet<TextTest["field"]>): Iterable<TextRow> {
  const keywords = fields.has("keyword") ? "keywords" : "'[]'";
  const abstract = fields.has("abstract") || fields.has("text") ? "coalesce(abstract, '')" : "''";
  const texts = `SELECT ordinal, title, ${abstract} AS abstract, ${keywords} AS keywords FROM`;
  if (!candidates) return database.prepare(`${texts} papers`).iterate() as Iterable<TextRow>;
  const join = database.prepare(`${texts} json_each(?) JOIN papers ON papers.ordinal = json_each.value`);
  return join.iterate(JSON.stringify([...listMembers(candidates)])) as Iterable<TextRow>;
}
