import { bytesToVector } from "../../src/domain/vectors/bytes.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Ids of the papers in the saved vector index of a data folder that no process has open. */
export async function readSavedIds(folder: string): Promise<readonly string[]> {
  const hnswlib = await import("hnswlib-node");
  const { HierarchicalNSW } = hnswlib.default ?? hnswlib;
  const indexes = join(folder, "indexes");
  const { file, deleted } = JSON.parse(await readFile(join(indexes, "hnsw.json"), "utf8")) as {
    file: string;
    deleted: number[];
  };
  const [first] = readStoredVectors(folder);
  const index = new HierarchicalNSW("ip", first?.vector.length ?? 0);
  index.readIndexSync(join(indexes, file));
  const idOf = new Map(readStoredVectors(folder).map(({ ordinal, id }) => [ordinal, id]));
  const ordinals = index.getIdsList().filter((ordinal) => !deleted.includes(ordinal));
  return ordinals.map((ordinal) => idOf.get(ordinal) ?? `ordinal ${ordinal}`).sort();
}

export interface StoredVector {
  readonly ordinal: number;
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly vector: Float32Array;
}

/** All papers that have a vector in the store. */
export function readStoredVectors(folder: string): readonly StoredVector[] {
  const database = new Database(join(folder, "papers.sqlite"), { readonly: true });
  try {
    const rows = database.prepare("SELECT * FROM papers JOIN vectors USING (ordinal) ORDER BY ordinal").all();
    return (rows as (Omit<StoredVector, "vector"> & { vector: Uint8Array })[]).map((row) => ({
      ...row,
      vector: bytesToVector(row.vector),
    }));
  } finally {
    database.close();
  }
}
