import type { RecordEntry } from "../collections/record-entry.js";
import type { Trust } from "../records/trust.js";

/**
 * One record of a source: its value, or the reason why it cannot be read. A record with `supplements` has an id and
 * some fields, which are added to the stored paper with that id.
 */
export type SourceRecord = ReadableRecord | UnreadableRecord;

export interface UnreadableRecord {
  readonly line: number;
  readonly key?: string | undefined;
  readonly reason: string;
}

export interface ReadableRecord {
  readonly line: number;
  /** What its source calls it, such as a citation key; said to a person if the record fails. */
  readonly key?: string | undefined;
  /** The fields of a paper, not validated yet. */
  readonly value: unknown;
  /** What it says for the reader who imports it into a collection, such as notes. */
  readonly entry?: RecordEntry | undefined;
  readonly supplements?: true;
  /** How far its source is trusted; a record without it is the caller's own. */
  readonly trust?: Trust;
  /** Whether its id names the paper, though the source is not the caller's own. */
  readonly namesPaper?: true;
  /** What the record lost or left open when it was read, one sentence each; the paper is imported all the same. */
  readonly notices?: readonly string[];
}

/** Records of values that have no lines, numbered from 1. */
export async function* numberRecords(values: readonly unknown[]): AsyncGenerator<SourceRecord> {
  for (const [index, value] of values.entries()) yield { line: index + 1, value };
}
