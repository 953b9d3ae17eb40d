import type { KeptPaper } from "../../../domain/paper/change.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import type { KnownPaper } from "../../../domain/records/known-paper.js";
import { takeIn, type TakenIn } from "../../../domain/records/take-in.js";
import type { SqliteDatabase } from "../open-database.js";
import { prepareFindStored } from "./find-stored-paper.js";
import { toKept, type VersionRow, versionColumns } from "./version-row.js";
import { prepareRecordVersions } from "./record-versions.js";
import { prepareRememberRecords } from "./remember-records.js";
import { prepareWriteChange } from "./write-change.js";

/** Returns a function that saves one record, within the caller's transaction. */
export function prepareSavePaper(database: SqliteDatabase): (record: CleanPaper, jobId: string) => TakenIn {
  const records = prepareRememberRecords(database);
  const recordVersions = prepareRecordVersions(database);
  const writeChange = prepareWriteChange(database);
  const stored = prepareFindStored(database);
  const lookup = {
    ...stored,
    findKept: prepareFindKept(database),
    remembers: ({ ordinal }: KnownPaper, hash: string) => records.has(ordinal, hash),
  };
  return (record, jobId) => {
    const taken = takeIn(record, jobId, lookup);
    const { write, before, needsVector } = taken;
    const ordinal = write ? writeChange({ clean: write, before, jobId, needsVector }) : before?.ordinal;
    if (ordinal === undefined || taken.isRepeated) return taken;
    for (const hash of taken.remembered) records.add(ordinal, hash);
    recordVersions(ordinal, record, before);
    return taken;
  };
}

function prepareFindKept(database: SqliteDatabase): (id: string) => KeptPaper | undefined {
  const find = database.prepare(`SELECT ${versionColumns} FROM papers WHERE id = ?`);
  return (id) => {
    const row = find.get(id) as VersionRow | undefined;
    return row && toKept(row);
  };
}
