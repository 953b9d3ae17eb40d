import { createSqliteStore } from "../../src/adapters/sqlite/store.js";

/** Reads the titles from a data folder that no process has open. */
export async function readTitles(folder: string): Promise<readonly string[]> {
  const store = createSqliteStore({ folder, now: () => 0 });
  try {
    return (await store.papers.listPapers({ limit: 10 })).papers.map(({ title }) => title);
  } finally {
    store.close();
  }
}
