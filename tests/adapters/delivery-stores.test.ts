import { createSqliteDigestStore } from "../../src/adapters/sqlite/desk/digest-store.js";
import { createSqliteFeedStore } from "../../src/adapters/sqlite/desk/feed-store.js";
import { createSqliteOutbox } from "../../src/adapters/sqlite/desk/outbox.js";
import { createSqliteWebhookStore } from "../../src/adapters/sqlite/desk/webhook-store.js";
import { openScratchDatabase } from "../../src/adapters/sqlite/open-database.js";
import { describeDigestStore } from "../contracts/digest-store.contract.js";
import { describeFeedStore } from "../contracts/feed-store.contract.js";
import { describeOutbox } from "../contracts/outbox.contract.js";
import { describeWebhookStore } from "../contracts/webhook-store.contract.js";
import type { DeliveryStores } from "../support/delivery/delivery-stores.js";

async function openSqlite(): Promise<DeliveryStores> {
  let nowMs = 0;
  const database = openScratchDatabase(() => nowMs);
  return {
    digests: createSqliteDigestStore(database),
    feeds: createSqliteFeedStore(database),
    outbox: createSqliteOutbox(database),
    webhooks: createSqliteWebhookStore(database),
    openOutbox: () => createSqliteOutbox(database),
    silentMs: 0,
    setTime: (time) => void (nowMs = time),
    close: async () => void database.close(),
  };
}

describeDigestStore("digests in SQLite", openSqlite);
describeFeedStore("feeds in SQLite", openSqlite);
describeOutbox("the outbox in SQLite", openSqlite);
describeWebhookStore("webhooks in SQLite", openSqlite);
