import { workerData } from "node:worker_threads";
import type { Filter } from "../../domain/filter.js";
import type { RankedPaper } from "../../domain/hit.js";
import { createOrdinalSet } from "../../domain/ordinal-set.js";
import { canonicalizeId } from "../../domain/paper-id.js";
import type { Ordinal } from "../../domain/paper.js";
import { openBeside } from "./open-database.js";
import { toVector } from "./rows.js";

const { folder } = workerData as { folder: string };
const database = openBeside(folder, { readonly: true });

/** What this thread does for `createSqliteCorpusScan`. */
export interface ScanTasks {
  readonly matchFilter: typeof matchFilter;
  readonly countVectors: typeof countVectors;
  readonly rankByVector: typeof rankByVector;
  readonly checkpoint: typeof checkpoint;
}

/** Moves what readers no longer need from the log into the file; writers go on meanwhile. */
export function checkpoint(): void {
  const writer = openBeside(folder, { readonly: false });
  try {
    writer.pragma("wal_checkpoint(PASSIVE)");
  } finally {
    writer.close();
  }
}

/** Bits of the papers that pass, one an ordinal. */
export function matchFilter(filter: Filter): Uint32Array {
  const { where, parameters } = composeWhere(filter);
  const most = (database.prepare("SELECT max(ordinal) FROM papers").pluck().get() as number | null) ?? 0;
  const bits = new Uint32Array((most >>> 5) + 1);
  for (const ordinal of database.prepare(`SELECT ordinal FROM papers WHERE ${where}`).pluck().iterate(parameters)) {
    const bit = ordinal as Ordinal;
    bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return bits;
}

/** Of these papers, how many have a vector; of all when none are named. */
export function countVectors(allow: Uint32Array | undefined): number {
  if (!allow) return database.prepare("SELECT count(*) FROM vectors").pluck().get() as number;
  const allowed = createOrdinalSet(allow);
  let count = 0;
  for (const ordinal of database.prepare("SELECT ordinal FROM vectors").pluck().iterate()) {
    if (allowed.has(ordinal as Ordinal)) count += 1;
  }
  return count;
}

/** Exact nearest neighbours among the named papers. */
export function rankByVector(query: { vector: Float32Array; allow: Uint32Array; limit: number }): RankedPaper[] {
  const read = database.prepare("SELECT vector FROM vectors WHERE ordinal = ?").pluck();
  const ranked: RankedPaper[] = [];
  for (const ordinal of createOrdinalSet(query.allow).values()) {
    const blob = read.get(ordinal) as Uint8Array | undefined;
    if (blob) ranked.push({ ordinal, score: multiply(query.vector, toVector(blob)) });
  }
  ranked.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  return ranked.slice(0, query.limit);
}

function composeWhere(filter: Filter): { where: string; parameters: Record<string, string | number> } {
  const clauses = ["1"];
  const parameters: Record<string, string | number> = {};
  const add = (name: keyof Filter, clause: string) => {
    const value = filter[name];
    if (value === undefined) return;
    clauses.push(clause);
    parameters[name] = Array.isArray(value) ? JSON.stringify(value) : (value as number);
  };
  add("year", "year IN (SELECT value FROM json_each(@year))");
  add("yearFrom", "year >= @yearFrom");
  add("yearTo", "year <= @yearTo");
  add("venue", "venue IN (SELECT value COLLATE NOCASE FROM json_each(@venue))");
  add("ids", "id IN (SELECT value FROM json_each(@ids))");
  if (filter.ids) parameters["ids"] = JSON.stringify(filter.ids.map(canonicalizeId));
  for (const field of ["author", "category"] as const) {
    add(
      field,
      `ordinal IN (SELECT ordinal FROM paper_values WHERE field = '${field}' AND value IN (SELECT value FROM json_each(@${field})))`,
    );
  }
  return { where: clauses.join(" AND "), parameters };
}

function multiply(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
