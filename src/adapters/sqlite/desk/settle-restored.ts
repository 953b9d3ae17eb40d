import { type DigestTimes, toCron } from "../../../domain/digests/digest.js";
import { findNextDue } from "../../next-due.js";
import { openConnection } from "../open-database.js";

/** When a backup was taken, and when it is restored. */
export interface RestoredTimes {
  readonly takenAt: Date;
  readonly now: Date;
}

interface DigestRow extends Omit<DigestTimes, "timeZone"> {
  readonly id: string;
  readonly time_zone: string;
}

const reason =
  "It waited when the backup was taken from which this library was restored: it may have been delivered since. " +
  "Send it again if it did not arrive.";

/**
 * Makes a restored copy of a store send nothing that may have been sent since the backup was taken: mails that waited
 * become `unknown`, and what was found before is new to no webhook, nor to a digest that has been due since. Calls that
 * waited keep their ids, by which programs tell them apart.
 *
 * @param folder holds the copy, which nobody else has open
 */
export function settleRestored(folder: string, { takenAt, now }: RestoredTimes): void {
  const database = openConnection(folder, { readonly: false });
  try {
    const hasDesk = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").get() !== undefined;
    if (!hasDesk) return;
    const digests = database.prepare("SELECT * FROM digests").all() as DigestRow[];
    const wasDue = ({ time_zone: timeZone, ...times }: DigestRow) =>
      findNextDue({ cron: toCron({ ...times, timeZone }), timeZone }, takenAt.getTime()) <= now.getTime();
    const last = "(SELECT coalesce(max(number), 0) FROM matches)";
    const pass = database.prepare(`UPDATE digests SET last_match = max(last_match, ${last}) WHERE id = ?`);
    database.transaction(() => {
      const doubt =
        "UPDATE outbox SET state = 'unknown', reason = ? WHERE kind <> 'call' AND state IN ('waiting', 'sending')";
      database.prepare(doubt).run(reason);
      database.prepare(`UPDATE webhooks SET last_match = max(last_match, ${last})`).run();
      for (const digest of digests.filter(wasDue)) pass.run(digest.id);
    })();
    database.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
}
