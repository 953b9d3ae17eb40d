import { groupCalls } from "../../../domain/concurrency/group-calls.js";
import { readPosition, writePosition } from "../../../domain/paging/cursor.js";
import { canonicalizeId, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import type { PaperCounts, PaperStore } from "../../../ports/paper/paper-store.js";
import { prepareRecordChange } from "../vectors/record-change.js";
import { prepareForgetVector } from "../vectors/forget-vector.js";
import { flushLog, type SqliteDatabase } from "../open-database.js";
import { type PaperRow, paperColumns, toPaper } from "./rows.js";
import { prepareSaveSlice } from "./save-slice.js";
import { vectorState } from "../schema.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";
import type { WriteGate } from "../write-gate.js";

export function createSqlitePaperStore(database: SqliteDatabase, gate: WriteGate): PaperStore {
  const findRow = prepareFindRow(database);
  const byIds = database.prepare(
    `SELECT ${paperColumns} FROM papers WHERE ordinal IN (SELECT value FROM json_each(?))`,
  );
  const after = database.prepare(`SELECT ${paperColumns} FROM papers WHERE ordinal > ? ORDER BY ordinal LIMIT ?`);
  return {
    savePapers: prepareSaveSlice(database, gate),
    async findPaper(id) {
      const row = findRow(id);
      return row && { ordinal: row.ordinal, paper: toPaper(row), contentHash: row.content_hash };
    },
    findExact: prepareFindExact(database),
    findByTitle: prepareFindByTitle(database),
    async readPapers(ordinals) {
      const rows = byIds.all(JSON.stringify(ordinals)) as PaperRow[];
      return new Map<Ordinal, Paper>(rows.map((row) => [row.ordinal, toPaper(row)]));
    },
    async listPapers({ cursor, limit }) {
      const rows = after.all(readPosition(cursor), limit + 1) as PaperRow[];
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        papers: shown.map(toPaper),
        ...(rows.length > limit && last && { cursor: writePosition(last.ordinal) }),
      };
    },
    removePaper: prepareRemovePaper(database),
    countPapers: prepareCountPapers(database),
  };
}

interface FoundRow extends PaperRow {
  readonly content_hash: string;
}

/** A paper is found by its id, and also by its arXiv id and DOI. */
function prepareFindRow(database: SqliteDatabase): (id: string) => FoundRow | undefined {
  const columns = `${paperColumns}, content_hash`;
  const byId = database.prepare(`SELECT ${columns} FROM papers WHERE id = ?`);
  const byFacts = database.prepare(
    `SELECT ${columns} FROM papers WHERE arxiv_id = @arxiv OR doi = @doi ORDER BY ordinal LIMIT 1`,
  );
  return (id) => {
    const canonical = canonicalizeId(id);
    const facts = {
      arxiv: canonical.startsWith("arxiv:") ? canonical.slice("arxiv:".length) : null,
      doi: canonical.startsWith("doi:") ? canonical.slice("doi:".length) : null,
    };
    return (byId.get(id) ?? byId.get(canonical) ?? byFacts.get(facts)) as FoundRow | undefined;
  };
}

function prepareFindExact(database: SqliteDatabase): PaperStore["findExact"] {
  const find = database
    .prepare(
      `SELECT ordinal FROM papers WHERE id IN (@text, @id) OR title_key = @title OR doi = @doi OR arxiv_id = @arxiv
       ORDER BY ordinal LIMIT 10`,
    )
    .pluck();
  return async (text) => {
    const parameters = {
      text,
      id: canonicalizeId(text),
      title: normalizeShownTitle(text) || null,
      doi: parseDoi(text) ?? null,
      arxiv: parseArxivId(text)?.id ?? null,
    };
    return find.all(parameters) as Ordinal[];
  };
}

/** The index on titles has the ordinals too, so that no paper is read. */
function prepareFindByTitle(database: SqliteDatabase): PaperStore["findByTitle"] {
  const find = database
    .prepare(
      `SELECT ordinal FROM papers WHERE title_key >= @title AND title_key < @title || char(0x10ffff)
       ORDER BY title_key LIMIT @limit`,
    )
    .pluck();
  return async (beginning, limit) => {
    const title = normalizeShownTitle(beginning);
    return title === "" ? [] : (find.all({ title, limit }) as Ordinal[]);
  };
}

function prepareRemovePaper(database: SqliteDatabase): PaperStore["removePaper"] {
  const findRow = prepareFindRow(database);
  const remove = database.prepare("DELETE FROM papers WHERE ordinal = ?");
  const dropMissing = database.prepare("DELETE FROM missing_vectors WHERE slot IN (1, 2) AND ordinal = ?");
  const readSlot = prepareReadSlot(database);
  const forgetOther = prepareForgetVector(database);
  const recordChange = prepareRecordChange(database);
  const removeOne = (id: string) => {
    const ordinal = findRow(id)?.ordinal;
    if (ordinal === undefined) return false;
    forgetOther(ordinal);
    remove.run(ordinal);
    dropMissing.run(ordinal);
    recordChange("text", ordinal);
    recordChange(vectorSlots[readSlot()].kind, ordinal);
    return true;
  };
  const removeAll = database.transaction((ids: readonly string[]) => ids.map(removeOne));
  const removeTogether = groupCalls(async (ids: readonly string[]) => {
    const removed = removeAll.immediate(ids);
    if (removed.includes(true)) await flushLog(database);
    return removed;
  });
  return (id) => removeTogether(id);
}

export function prepareCountPapers(database: SqliteDatabase): PaperStore["countPapers"] {
  const count = database.prepare("SELECT vector_state AS state, papers FROM paper_counts");
  return async (): Promise<PaperCounts> => {
    const rows = count.all() as { state: number; papers: number }[];
    const countOf = (state: number) => rows.find((row) => row.state === state)?.papers ?? 0;
    return {
      papers: rows.reduce((sum, row) => sum + row.papers, 0),
      embedded: countOf(vectorState.embedded),
      waiting: countOf(vectorState.waiting),
      failed: countOf(vectorState.failed),
      withheld: countOf(vectorState.withheld),
    };
  };
}
