import { join } from "node:path";
import Database from "better-sqlite3";
import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";

/*
 * A separate process that locks a data folder, prints the result, and holds the lock until it is killed. Parameters:
 * the folder, the address it serves on, and `store` to open a store in the folder as well.
 */
const [, , folder = "", url, store] = process.argv;
try {
  const lock = lockDataFolder(folder);
  if (url !== undefined) lock.describe({ url });
  if (store !== undefined) openStore();
  process.stdout.write("locked\n");
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ ...(error as object), message: (error as Error).message })}\n`);
}

function openStore(): void {
  const database = new Database(join(folder, "papers.sqlite"));
  database.pragma("journal_mode = WAL");
  database.exec("CREATE TABLE papers (id)");
}
