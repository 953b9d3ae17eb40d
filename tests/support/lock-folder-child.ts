import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";

/*
 * A process of its own that takes the lock of a data folder, says so or why not, and holds it until it is ended.
 * Parameters: the folder, and where it serves.
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
