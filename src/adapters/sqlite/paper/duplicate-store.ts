import { dotProduct } from "../../../domain/vectors/vector.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { DuplicatePair, DuplicateStore } from "../../../ports/duplicates/duplicate-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { type VectorSlot, vectorSlots } from "../vectors/slots.js";
import type { WriteGate } from "../write-gate.js";

const maxPapersPerTitle = 20;

export function createSqliteDuplicateStore(
  database: SqliteDatabase,
  slot: VectorSlot,
  gate: WriteGate,
): DuplicateStore {
  const { duplicates } = vectorSlots[slot];
  const pairs = database.prepare(`SELECT ordinal, other, similarity FROM ${duplicates} ORDER BY ordinal, other`);
  const replaceLinks = prepareReplaceLinks(database, slot);
  return {
    findSameTitle: prepareFindSameTitle(database, slot),
    async replaceLinks(links) {
      await gate.pass();
      replaceLinks(links);
    },
    async readPairs() {
      return pairs.all() as DuplicatePair[];
    },
  };
}

interface TitlePair {
  readonly ordinal: Ordinal;
  readonly other: Ordinal;
  readonly one: Uint8Array;
  readonly two: Uint8Array;
}

function prepareFindSameTitle(database: SqliteDatabase, slot: VectorSlot): DuplicateStore["findSameTitle"] {
  const { vectors } = vectorSlots[slot];
  // CROSS JOIN keeps the few given papers in the outer loop.
  const find = database.prepare(
    `SELECT DISTINCT min(a.ordinal, b.ordinal) AS ordinal, max(a.ordinal, b.ordinal) AS other, va.vector AS one, vb.vector AS two
     FROM json_each(?) asked CROSS JOIN papers a ON a.ordinal = asked.value
       CROSS JOIN papers b ON b.title_key = a.title_key AND b.ordinal <> a.ordinal
       JOIN ${vectors} va ON va.ordinal = min(a.ordinal, b.ordinal) JOIN ${vectors} vb ON vb.ordinal = max(a.ordinal, b.ordinal)
     WHERE a.title_key <> ''
       AND (SELECT count(*) FROM papers c WHERE c.title_key = a.title_key) <= ${maxPapersPerTitle}
     ORDER BY 1, 2`,
  );
  return async (ordinals) =>
    (find.all(JSON.stringify(ordinals)) as TitlePair[]).map(({ ordinal, other, one, two }) => {
      return { ordinal, other, similarity: dotProduct(bytesToVector(one), bytesToVector(two)) };
    });
}

type NewLinks = Parameters<DuplicateStore["replaceLinks"]>[0];

function prepareReplaceLinks(database: SqliteDatabase, slot: VectorSlot): (links: NewLinks) => void {
  const { vectors, duplicates } = vectorSlots[slot];
  const drop = ["ordinal", "other"].map((column) =>
    database.prepare(`DELETE FROM ${duplicates} WHERE ${column} IN (SELECT value FROM json_each(?))`),
  );
  const add = database.prepare(
    `INSERT OR REPLACE INTO ${duplicates} (ordinal, other, similarity) SELECT @lower, @higher, @similarity
     WHERE EXISTS (SELECT 1 FROM ${vectors} WHERE ordinal = @lower) AND EXISTS (SELECT 1 FROM ${vectors} WHERE ordinal = @higher)`,
  );
  const replace = database.transaction(({ papers, pairs }: NewLinks) => {
    for (const statement of drop) statement.run(JSON.stringify(papers));
    for (const { ordinal, other, similarity } of pairs) {
      add.run({ lower: Math.min(ordinal, other), higher: Math.max(ordinal, other), similarity });
    }
  });
  return (links) => replace.immediate(links);
}
