import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { openTestLibrary } from "./test-library.js";

/** What a test wants of the process. It says `done` when that has ended, and lives until it is killed. */
export type CollectionChildTask =
  | { readonly act: "import"; readonly folder: string; readonly id: string; readonly count: number }
  | { readonly act: "purge"; readonly folder: string; readonly nowMs: number }
  | { readonly act: "restore"; readonly folder: string; readonly backup: string };

/** Records with a note and a tag each. */
export function makeRecord(index: number) {
  const value = { id: `paper-${index}`, title: `Paper number ${index}`, abstract: `About ${index}.` };
  return { line: index + 1, value, entry: { note: `note ${index}`, tags: ["read"], key: `key${index}` } };
}

async function* makeRecords(count: number) {
  for (let index = 0; index < count; index += 1) yield makeRecord(index);
}

async function run(task: CollectionChildTask): Promise<void> {
  const { folder } = task;
  if (task.act === "restore") {
    const backups = createDataBackups({ folder, version: "1", now: () => new Date() });
    const options = { signal: new AbortController().signal, onProgress: () => undefined, force: true };
    await backups.restoreBackup(task.backup, options);
  } else if (task.act === "purge") {
    const { collections } = createSqliteStore({ folder, now: () => task.nowMs }).desk;
    while (await collections.purgeDeleted());
  } else {
    const { services } = await openTestLibrary({ folder });
    const target = { id: task.id };
    await services.desk.importIntoCollection({ reader: "local", target, records: makeRecords(task.count) });
  }
}

if (process.argv[2] !== undefined) {
  await run(JSON.parse(process.argv[2]) as CollectionChildTask);
  process.stdout.write("done\n");
  setInterval(() => undefined, 1_000);
}
