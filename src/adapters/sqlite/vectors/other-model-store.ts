import type { OtherModelRole } from "../../../domain/models/change.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { OtherModelStore } from "../../../ports/models/other-model-store.js";
import type { SqliteDatabase } from "../open-database.js";
import type { WriteGate } from "../write-gate.js";
import { textColumns, type TextRow, toPaperText } from "../paper/rows.js";
import { changeKind, vectorState } from "../schema.js";
import { prepareSettle } from "./settle-switch.js";
import { prepareWriteVector } from "./slot-vectors.js";
import { forEachSlot, otherSlot, prepareReadSlot, vectorSlots } from "./slots.js";

export function createSqliteOtherModelStore(database: SqliteDatabase, gate: WriteGate): OtherModelStore {
  const readRow = prepareReadOther(database);
  const tidy = prepareTidy(database);
  const insert = database.prepare("INSERT INTO other_model (only, fingerprint, role) VALUES (1, ?, 'next')");
  const mark = database.prepare("UPDATE other_model SET role = 'dropped'");
  return {
    readOther: prepareDescribe(database),
    async begin(fingerprint) {
      if (readRow()) throw new AppError("conflict", "There is already another model besides the one in use.");
      insert.run(fingerprint);
    },
    listMissing: prepareListMissing(database),
    saveResults: prepareSaveResults(database, gate),
    switchModels: prepareSwitch(database),
    async drop() {
      mark.run();
    },
    tidy: async () => tidy.immediate(),
  };
}

interface OtherRow {
  readonly fingerprint: string;
  readonly role: OtherModelRole;
  readonly listed: Ordinal;
  readonly vectors: number;
}

function prepareReadOther(database: SqliteDatabase): () => OtherRow | undefined {
  const read = database.prepare("SELECT fingerprint, role, listed, vectors FROM other_model");
  return () => read.get() as OtherRow | undefined;
}

function prepareDescribe(database: SqliteDatabase): OtherModelStore["readOther"] {
  const readRow = prepareReadOther(database);
  const readSlot = prepareReadSlot(database);
  const countFailed = database
    .prepare("SELECT count(*) FROM missing_vectors WHERE slot = ? AND failure IS NOT NULL")
    .pluck();
  const countPapers = database
    .prepare(`SELECT sum(papers) FROM paper_counts WHERE vector_state <> ${vectorState.withheld}`)
    .pluck();
  return async () => {
    const row = readRow();
    if (!row) return undefined;
    const { fingerprint, role, vectors: embedded } = row;
    const failed = countFailed.get(otherSlot(readSlot())) as number;
    const missing = Math.max(0, (countPapers.get() as number) - embedded - failed);
    return { fingerprint, role, embedded, failed, missing };
  };
}

function prepareListMissing(database: SqliteDatabase): OtherModelStore["listMissing"] {
  const readSlot = prepareReadSlot(database);
  const list = database.prepare(
    `SELECT ${textColumns} FROM missing_vectors m CROSS JOIN papers p ON p.ordinal = m.ordinal
     WHERE m.slot = ? AND m.failure IS NULL AND p.vector_state <> ${vectorState.withheld}
     ORDER BY m.ordinal LIMIT ?`,
  );
  return async (limit) => (list.all(otherSlot(readSlot()), limit) as TextRow[]).map(toPaperText);
}

function prepareSaveResults(database: SqliteDatabase, gate: WriteGate): OtherModelStore["saveResults"] {
  const readRow = prepareReadOther(database);
  const readSlot = prepareReadSlot(database);
  const hasText = database.prepare("SELECT 1 FROM papers WHERE ordinal = @ordinal AND text_hash = @textHash");
  const settle = database.prepare("DELETE FROM missing_vectors WHERE slot = ? AND ordinal = ?");
  const fail = database.prepare("UPDATE missing_vectors SET failure = ? WHERE slot = ? AND ordinal = ?");
  const writeVector = prepareWriteVector(database);
  const count = database.prepare("UPDATE other_model SET vectors = vectors + ?");
  const save = database.transaction((results: Parameters<OtherModelStore["saveResults"]>[0]) => {
    // After a switch in the meantime these are vectors of the model in use.
    if (results.fingerprint !== undefined && readRow()?.fingerprint !== results.fingerprint) return;
    const slot = otherSlot(readSlot());
    let written = 0;
    for (const { ordinal, textHash, vector } of results.vectors) {
      // No row: the paper was removed, has another text, or already has its vector.
      if (!hasText.get({ ordinal, textHash }) || settle.run(slot, ordinal).changes === 0) continue;
      writeVector({ slot, ordinal, vector });
      written += 1;
    }
    for (const { ordinal, textHash, reason } of results.failures)
      if (hasText.get({ ordinal, textHash })) fail.run(reason, slot, ordinal);
    count.run(written);
  });
  return async (results) => {
    await gate.pass();
    save.immediate(results);
  };
}

/** Writes the same few rows for any number of papers: the states of the papers are settled afterwards, in steps. */
function prepareSwitch(database: SqliteDatabase): OtherModelStore["switchModels"] {
  const readRow = prepareReadOther(database);
  const readSlot = prepareReadSlot(database);
  const listRest = prepareListRest(database);
  const writeMeta = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  const readFingerprint = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const keep = database.prepare(
    `UPDATE other_model SET fingerprint = ?, role = 'kept',
       listed = (SELECT coalesce(max(ordinal), 0) FROM papers),
       vectors = (SELECT papers FROM paper_counts WHERE vector_state = ${vectorState.embedded})`,
  );
  const switchSlots = database.transaction(() => {
    const other = readRow();
    if (!other || other.role === "dropped") throw new AppError("conflict", "There is no other model to switch to.");
    const slot = readSlot();
    listRest(Number.MAX_SAFE_INTEGER);
    keep.run(readFingerprint.get());
    writeMeta.run("slot", String(otherSlot(slot)));
    writeMeta.run("fingerprint", other.fingerprint);
    writeMeta.run("settled", "0");
  });
  return async () => switchSlots.immediate();
}

/** Rows per step: some milliseconds. */
const stepSize = { listed: 2_000, settled: 200, dropped: 500 } as const;

function prepareTidy(database: SqliteDatabase) {
  const readRow = prepareReadOther(database);
  const settle = prepareSettle(database);
  const dropSome = prepareDropSome(database);
  const listRest = prepareListRest(database);
  return database.transaction((): boolean => {
    if (settle(stepSize.settled)) return true;
    const other = readRow();
    if (!other) return false;
    return other.role === "dropped" ? dropSome() : listRest(stepSize.listed);
  });
}

/** Returns a function that lists papers added since as missing; it returns whether there were any. */
function prepareListRest(database: SqliteDatabase): (limit: number) => boolean {
  const readRow = prepareReadOther(database);
  const readSlot = prepareReadSlot(database);
  const findEnd = database
    .prepare("SELECT max(ordinal) FROM (SELECT ordinal FROM papers WHERE ordinal > ? ORDER BY ordinal LIMIT ?)")
    .pluck();
  const note = database.prepare(
    `INSERT OR IGNORE INTO missing_vectors (slot, ordinal)
     SELECT ?, ordinal FROM papers WHERE ordinal > ? AND ordinal <= ?`,
  );
  const moveEnd = database.prepare("UPDATE other_model SET listed = ?");
  return (limit) => {
    const { listed } = readRow() ?? { listed: 0 };
    const end = findEnd.get(listed, limit) as Ordinal | null;
    if (end === null) return false;
    note.run(otherSlot(readSlot()), listed, end);
    moveEnd.run(end);
    return true;
  };
}

function prepareDropSome(database: SqliteDatabase): () => boolean {
  const readSlot = prepareReadSlot(database);
  const some = (table: string) => `DELETE FROM ${table} WHERE ordinal IN (SELECT ordinal FROM ${table} LIMIT ?)`;
  const dropVectors = forEachSlot((slot) => database.prepare(some(vectorSlots[slot].vectors)));
  const dropRows = (table: string, column: string, key: string) =>
    database.prepare(
      `DELETE FROM ${table} WHERE ${column} = @value AND ${key} IN
         (SELECT ${key} FROM ${table} WHERE ${column} = @value LIMIT ${stepSize.dropped})`,
    );
  const dropMissing = dropRows("missing_vectors", "slot", "ordinal");
  const dropChanges = dropRows("changes", "kind", "seq");
  const count = database.prepare("UPDATE other_model SET vectors = max(0, vectors - ?)");
  const forget = database.prepare("DELETE FROM other_model");
  return () => {
    const slot = otherSlot(readSlot());
    const vectors = dropVectors[slot].run(stepSize.dropped).changes;
    count.run(vectors);
    const gone =
      vectors +
      dropMissing.run({ value: slot }).changes +
      dropChanges.run({ value: changeKind[vectorSlots[slot].kind] }).changes;
    if (gone > 0) return true;
    forget.run();
    return false;
  };
}
