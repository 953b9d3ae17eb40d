import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import type { StoredDigest } from "../../src/ports/desk/digest-store.js";
import type { StoredWebhook } from "../../src/ports/desk/webhook-store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { makeFollow } from "../support/follow-stores.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

/* What readers keep, in a backup and out of it. */

const takenAt = new Date("2026-11-30T03:00:00Z");
const options = { signal: new AbortController().signal, onProgress: () => undefined, force: false };

const digest: StoredDigest = {
  id: "digest-1",
  reader: "ada",
  address: "ada@example.com",
  frequency: "daily",
  weekday: "monday",
  time: "07:30",
  timeZone: "Europe/Berlin",
  state: "active",
  unsubscribeToken: "unsubscribe-1",
  lastMatch: 0,
  createdAt: takenAt,
};
const webhook: StoredWebhook = {
  id: "webhook-1",
  reader: "ada",
  url: "https://example.org/hook",
  state: "active",
  secret: "whsec_secret",
  lastMatch: 0,
  createdAt: takenAt,
};

let folder: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  store = createSqliteStore({ folder: join(folder, "data"), now: () => takenAt.getTime() });
  const { id: jobId } = await store.jobs.createJob(takenAt);
  const collection = await store.desk.collections.createCollection("ada", { name: "Bees" });
  const named = { reader: "ada", id: collection.id };
  const follow = await store.desk.follows.addFollow(makeFollow({ reader: "ada", name: "bees" }));
  const papers = ["a", "b"].map((id) => makeCleanPaper({ id, title: `Paper ${id}` }));
  await store.papers.savePapers({ jobId, papers, rejected: [] });
  await store.desk.entries.addEntries(named, [
    { paper: { id: "a", title: "Paper a" }, facts: { note: "Mine.", tags: ["hive"], key: "a2020" } },
    { paper: { id: "b", title: "Paper b" }, facts: {} },
  ]);
  await store.desk.entries.changeEntries(named, ["b"], { decision: "exclude", reason: "wasps" });
  await store.desk.matchStore.recordStep({
    groups: [],
    found: await Promise.all(
      ["a", "b"].map(async (id) => {
        const { ordinal } = (await store.papers.findPaper(id))!;
        return { follow: follow.number, ordinal, score: 0.5, matchedBy: "both" as const };
      }),
    ),
  });
  await store.desk.matchStore.markSeen("ada", { ids: ["b"], isSeen: true });
  await store.desk.feeds.putFeed({ reader: "ada", token: "feed-token" });
  await store.desk.digests.saveDigest(digest);
  await store.desk.webhooks.saveWebhook(webhook);
  const parcel = { reader: "ada", address: "ada@example.com", payload: "{}", count: 1 };
  await store.desk.outbox.add({ ...parcel, id: "mail-1", kind: "digest", owner: "digest-1", key: "yesterday" });
  await store.desk.outbox.add({ ...parcel, id: "call-1", kind: "call", owner: "webhook-1", address: "example.org" });
});
afterEach(async () => {
  store.close();
  await removeTemporaryFolders();
});

/** Takes a backup, restores it at a time, and reads the copy. */
async function restoreAt<Result>(time: string, look: (copy: SqliteStore) => Promise<Result>): Promise<Result> {
  const target = join(folder, "backup");
  const at = (now: Date, place: string) => createDataBackups({ folder: place, version: "1", now: () => now });
  await at(takenAt, join(folder, "data")).writeBackup(target, options);
  const place = join(folder, `copy-${time.replaceAll(":", "")}`);
  await at(new Date(time), place).restoreBackup(target, options);
  const copy = createSqliteStore({ folder: place, now: () => Date.parse(time) });
  try {
    return await look(copy);
  } finally {
    copy.close();
  }
}

async function readAll({ desk }: SqliteStore) {
  const [collection] = await desk.collections.listCollections("ada");
  const entries = [];
  for await (const slice of desk.entries.scanEntries({ reader: "ada", id: collection?.id ?? "" }))
    entries.push(...slice);
  const { rows } = await desk.matchStore.listInbox({ reader: "ada", onlyNew: false, limit: 10 });
  return {
    collection,
    entries,
    rows,
    follows: await desk.follows.listFollows("ada"),
    found: await desk.matchStore.listFound({ reader: "ada", each: "match", order: "oldest", limit: 10 }),
    feed: await desk.feeds.findFeed("feed-token"),
    digests: (await desk.digests.listDigests()).map((one) => ({ ...one, lastMatch: 0 })),
    unsubscribe: (await desk.digests.findUnsubscribe("unsubscribe-1"))?.id,
    webhooks: (await desk.webhooks.listWebhooks()).map((one) => ({ ...one, lastMatch: 0 })),
  };
}

describe("a backup of what readers keep", () => {
  it("holds all of it", async () => {
    const before = await readAll(store);
    expect(before.entries).toHaveLength(2);
    expect(before.rows.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect(await restoreAt("2026-11-30T04:00:00Z", readAll)).toEqual(before);
  });

  const readSent = async ({ desk }: SqliteStore) => ({
    mail: (await desk.outbox.list("digest-1", 10))[0],
    call: (await desk.outbox.list("webhook-1", 10))[0],
    next: await desk.outbox.claim(new Date("2026-12-30T00:00:00Z"), {
      kinds: ["digest", "confirm", "test", "call"],
      busy: [],
    }),
    digest: (await desk.digests.readDigest("digest-1"))?.lastMatch,
    webhook: (await desk.webhooks.readWebhook("webhook-1"))?.lastMatch,
    last: await desk.matchStore.readLast(),
  });

  it("sends no mail that may have been sent since, and a call only with the id that it had", async () => {
    const sent = await restoreAt("2026-11-30T12:00:00Z", readSent);
    expect(sent.mail).toMatchObject({ state: "unknown", reason: expect.stringContaining("restored") });
    expect(sent.call).toMatchObject({ state: "waiting" });
    expect(sent.next?.id).toBe("call-1");
  });

  it("tells of earlier matches only where no digest has been due since it was taken", async () => {
    const soon = await restoreAt("2026-11-30T06:29:59Z", readSent);
    expect([soon.digest, soon.webhook, soon.last]).toEqual([0, 2, 2]);
  });

  it("counts a digest that has been due since as sent", async () => {
    const later = await restoreAt("2026-11-30T06:30:00Z", readSent);
    expect([later.digest, later.webhook, later.last]).toEqual([2, 2, 2]);
  });
});
