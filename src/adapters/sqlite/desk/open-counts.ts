import type { KeepCount, OpenCount, OpenCounts } from "../../../ports/desk/open-counts.js";
import type { SqliteDatabase } from "../open-database.js";
import { openIdleThread } from "../../idle-thread.js";
import type { UseThreadData } from "./use-thread.js";

export interface SqliteOpenCounts extends OpenCounts {
  close(): void;
}

/** Counts on the connection of the store. A month is added up in a thread: it takes longer than the event loop may wait. */
export function createSqliteOpenCounts(database: SqliteDatabase, folder: string): SqliteOpenCounts {
  const count = database.prepare(`
    INSERT INTO paper_opens (paper, day, opens)
    SELECT id, @day, 1 FROM papers WHERE id IN (SELECT value FROM json_each(@ids))
    ON CONFLICT DO UPDATE SET opens = opens + 1`);
  const forget = database.prepare("DELETE FROM paper_opens WHERE day < ?");
  const workerData: UseThreadData = { folder };
  const thread = openIdleThread({ callerUrl: import.meta.url, entry: "./use-thread", workerData });
  return {
    countOpens: async (day, ids) => void count.run({ day, ids: JSON.stringify(ids) }),
    listOpened: (request) => thread.run(request, { name: "listOpened" }) as Promise<OpenCount[]>,
    listKept: (request) => thread.run(request, { name: "listKept" }) as Promise<KeepCount[]>,
    forgetBefore: async (day) => void forget.run(day),
    close: () => void thread.destroy(),
  };
}
