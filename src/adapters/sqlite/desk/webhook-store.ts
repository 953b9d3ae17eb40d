import type { StoredWebhook, WebhookStore } from "../../../ports/desk/webhook-store.js";
import type { SqliteDatabase } from "../open-database.js";

interface WebhookRow extends Pick<StoredWebhook, "id" | "reader" | "url" | "state" | "secret"> {
  readonly follows: string | null;
  readonly old_secret: string | null;
  readonly old_until: number | null;
  readonly last_match: number;
  readonly created_at: number;
}

export function createSqliteWebhookStore(database: SqliteDatabase): WebhookStore {
  const listAll = database.prepare("SELECT * FROM webhooks ORDER BY created_at, id");
  const list = database.prepare("SELECT * FROM webhooks WHERE reader = ? ORDER BY created_at, id");
  const read = database.prepare("SELECT * FROM webhooks WHERE id = ?");
  const save = database.prepare(`
    INSERT INTO webhooks VALUES (
      @id, @reader, @url, @follows, @state, @secret, @oldSecret, @oldUntil, @lastMatch, @createdAt)
    ON CONFLICT (id) DO UPDATE SET
      url = @url, follows = @follows, state = @state, secret = @secret, old_secret = @oldSecret, old_until = @oldUntil`);
  const remove = database.prepare("DELETE FROM webhooks WHERE id = ?");
  const forget = database.prepare("DELETE FROM outbox WHERE owner = ?");
  const deleteWebhook = database.transaction((id: string) => {
    remove.run(id);
    forget.run(id);
  });
  return {
    listWebhooks: async (reader) =>
      ((reader === undefined ? listAll.all() : list.all(reader)) as WebhookRow[]).map(toWebhook),
    async readWebhook(id) {
      const row = read.get(id) as WebhookRow | undefined;
      return row && toWebhook(row);
    },
    async saveWebhook({ oldSecret, follows, createdAt, ...webhook }) {
      save.run({
        ...webhook,
        follows: follows ? JSON.stringify(follows) : null,
        oldSecret: oldSecret?.secret ?? null,
        oldUntil: oldSecret?.until.getTime() ?? null,
        createdAt: createdAt.getTime(),
      });
    },
    deleteWebhook: async (id) => void deleteWebhook(id),
  };
}

function toWebhook(row: WebhookRow): StoredWebhook {
  const { id, reader, url, state, secret, old_secret: old, old_until: until } = row;
  return {
    id,
    reader,
    url,
    state,
    secret,
    ...(row.follows !== null && { follows: JSON.parse(row.follows) as string[] }),
    ...(old !== null &&
      until !== null && {
        oldSecret: {
          secret: old,
          until: new Date(until),
        },
      }),
    lastMatch: row.last_match,
    createdAt: new Date(row.created_at),
  };
}
