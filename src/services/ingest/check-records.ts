import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { readExportFacts } from "../../domain/export/exported-paper.js";
import { cleanPaper } from "../../domain/paper/clean-paper.js";
import { fitFields } from "../../domain/paper/fit-fields.js";
import { nameRecord } from "../../domain/sources/name-record.js";
import { checkPaper } from "../../domain/paper/check-paper.js";
import { trustLevels } from "../../domain/records/trust.js";
import { normalizeVector } from "../../domain/vectors/vector.js";
import type { CleanPaper, RejectedPaper } from "../../ports/paper/paper-store.js";

/** A record of the source, with the paper's vector if the caller has it. */
export type PaperRecord = SourceRecord & { readonly vector?: Float32Array };

export interface CheckedRecords {
  readonly papers: readonly CleanPaper[];
  readonly rejected: readonly RejectedPaper[];
}

/** Records per slice: a few milliseconds of work, so that other requests are not delayed. */
const sliceSize = 32;

/**
 * Cuts a source into slices. If the source fails midway, yields the records read so far as a last slice and then
 * throws. Yields to the event loop after each slice, even if the source is in memory and never waits.
 */
export async function* cutSlices(source: AsyncIterable<PaperRecord>): AsyncGenerator<readonly PaperRecord[]> {
  let slice: PaperRecord[] = [];
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const record of source) {
      slice.push(record);
      if (slice.length < sliceSize) continue;
      yield slice;
      slice = [];
      await yieldToEventLoop();
    }
  } catch (error) {
    broken = { error };
  }
  if (slice.length > 0) yield slice;
  if (broken) throw broken.error;
}

/** The space of vectors that are imported with papers. */
export interface VectorSpace {
  readonly dimensions: number;
  /** Fingerprint of the model. */
  readonly fingerprint: string;
}

/** Separates valid papers, cleaned and with canonical ids, from rejected records with their reasons. */
export function checkRecords(records: readonly PaperRecord[], space: VectorSpace): CheckedRecords {
  const checked = records.map((record) => checkRecord(record, space));
  return {
    papers: checked.filter((paper): paper is CleanPaper => !("reason" in paper)),
    rejected: checked.filter((paper): paper is RejectedPaper => "reason" in paper),
  };
}

function checkRecord(record: PaperRecord, { dimensions, fingerprint }: VectorSpace): CleanPaper | RejectedPaper {
  const { line } = record;
  if ("reason" in record) return { line, ...nameRecord(record), reason: record.reason };
  const { trust = trustLevels.own, namesPaper } = record;
  const { value, notices } = fitFields(record.value, { isOwn: trust === trustLevels.own });
  const checked = checkPaper(value);
  if ("reason" in checked) return { line, ...nameRecord(record), reason: checked.reason };
  const cleaned = cleanPaper(checked.data, { namesPapers: namesPaper ?? trust === trustLevels.own });
  if ("reason" in cleaned) return { line, ...nameRecord(record), reason: cleaned.reason };
  const { vector: exported, ...facts } = readExportFacts(record.value, fingerprint);
  const listed = [...(record.notices ?? []), ...notices];
  const key = record.key ?? (listed.length > 0 ? nameRecord(record).id : undefined);
  const entry = record.entry && { entry: record.entry };
  const paper = { ...facts, ...cleaned, trust, line, ...(key !== undefined && { key }), notices: listed, ...entry };
  const given = record.vector ?? exported;
  if (!given) return paper;
  const vector = given.length === dimensions ? normalizeVector(given) : undefined;
  if (vector) return { ...paper, vector };
  return { line, id: cleaned.paper.id, reason: `the vector is not ${dimensions} finite numbers` };
}
