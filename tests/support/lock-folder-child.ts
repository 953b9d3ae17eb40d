import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";

/*
 * A separate process that locks a data folder, prints the result, and holds the lock until it is killed. Parameters:
 * the folder, and the address it serves on.
 */
const [, , folder = "", url] = process.argv;
try {
  const lock = lockDataFolder(folder);
  if (url !== undefined) lock.describe({ url });
  process.stdout.write("locked\n");
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ ...(error as object), message: (error as Error).message })}\n`);
}
