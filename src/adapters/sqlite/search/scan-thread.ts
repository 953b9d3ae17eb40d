import { workerData } from "node:worker_threads";
import type { Filter, NameWords } from "../../../domain/search/filter.js";
import type { RankedPaper } from "../../../domain/search/hit.js";
import { collectOrdinals, intersectBits, listMembers, type OrdinalBits } from "../../../domain/search/ordinal-set.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { createPhraseMatcher } from "../../../domain/text/phrase-match.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import { dotProduct } from "../../../domain/vectors/vector.js";
import { measureSpread, type VectorSpread } from "../../../domain/vectors/whitening.js";
import type { ColumnReads } from "../../columns/corpus-columns.js";
import { followColumns } from "./follow-columns.js";
import { openConnection } from "../open-database.js";
import { prepareOrderByTitle } from "./title-order.js";
import { sampleVectors } from "../vectors/sample-vectors.js";
import { type VectorSlot, vectorSlots } from "../vectors/slots.js";

const { folder } = workerData as { folder: string };
const database = openConnection(folder, { readonly: true });
const columns = followColumns(database);
const readTitleOrder = prepareOrderByTitle(database);

/** The tasks of this thread, called by `createSqliteCorpusScan`. */
export interface ScanTasks {
  readonly advanceColumns: typeof advanceColumns;
  readonly matchFilter: typeof matchFilter;
  readonly matchPhrases: typeof matchPhrases;
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

/** Loads some of the changes into the columns, so that no query has to; true while there is more. */
export function advanceColumns(): boolean {
  return columns.advance();
}

export function matchFilter({ filter, words }: { filter: Filter; words: NameWords }): OrdinalBits {
  const matched = columns.read().match(filter, words);
  if (!filter.ids) return matched;
  const find = database.prepare("SELECT ordinal FROM papers WHERE id IN (SELECT value FROM json_each(?))").pluck();
  const ordinals = find.all(JSON.stringify(filter.ids.map(canonicalizeId))) as Ordinal[];
  return intersectBits(matched, collectOrdinals(ordinals).bits);
}

/** Reads the text of every candidate: the time grows with their number. */
export function matchPhrases(query: { phrases: readonly string[]; candidates: OrdinalBits | undefined }): OrdinalBits {
  const matchers = query.phrases.map(createPhraseMatcher).filter((matcher) => matcher !== undefined);
  const matched: Ordinal[] = [];
  for (const { ordinal, title, abstract } of readTexts(query.candidates)) {
    if (matchers.every((holdsPhrase) => holdsPhrase(title) || holdsPhrase(abstract))) matched.push(ordinal);
  }
  return collectOrdinals(matched).bits;
}

export interface ColumnRead<Name extends keyof ColumnReads> {
  readonly name: Name;
  readonly parameters: Parameters<ColumnReads[Name]>;
}

/** Any read of the columns, by its name. */
export function readColumns<Name extends keyof ColumnReads>({ name, parameters }: ColumnRead<Name>) {
  const read = columns.read()[name] as (...given: Parameters<ColumnReads[Name]>) => ReturnType<ColumnReads[Name]>;
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

interface TextRow {
  readonly ordinal: Ordinal;
  readonly title: string;
  readonly abstract: string;
}

function readTexts(candidates: OrdinalBits | undefined): IterableIterator<TextRow> {
  const texts = "SELECT ordinal, title, coalesce(abstract, '') AS abstract FROM";
  if (!candidates) return database.prepare(`${texts} papers`).iterate() as IterableIterator<TextRow>;
  const join = database.prepare(`${texts} json_each(?) JOIN papers ON papers.ordinal = json_each.value`);
  return join.iterate(JSON.stringify([...listMembers(candidates)])) as IterableIterator<TextRow>;
}
