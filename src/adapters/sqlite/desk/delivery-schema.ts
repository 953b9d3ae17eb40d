/** What is delivered: feeds, digests, webhooks, the outbox, and schedules of a folder without a server for them. */
export const deliverySchema = `
CREATE TABLE schedules (
  id TEXT PRIMARY KEY,
  cron TEXT NOT NULL,
  time_zone TEXT,
  due_at INTEGER NOT NULL,
  -- When it may be handed out: due_at, later after a failure, and while somebody has it the end of their time.
  free_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE feeds (
  reader TEXT NOT NULL,
  -- Empty for the inbox.
  follow TEXT NOT NULL,
  token TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (reader, follow)
) WITHOUT ROWID;

CREATE TABLE digests (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  address TEXT NOT NULL,
  -- JSON; NULL for all follows.
  follows TEXT,
  frequency TEXT NOT NULL,
  weekday TEXT NOT NULL,
  time TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  state TEXT NOT NULL,
  confirm_hash TEXT UNIQUE,
  confirm_until INTEGER,
  unsubscribe_token TEXT NOT NULL,
  unsubscribe_hash TEXT NOT NULL UNIQUE,
  last_match INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  url TEXT NOT NULL,
  follows TEXT,
  state TEXT NOT NULL,
  secret TEXT NOT NULL,
  old_secret TEXT,
  old_until INTEGER,
  last_match INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE outbox (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  -- A digest or a webhook; rows of deleted ones stay for a while, because they count.
  owner TEXT NOT NULL,
  reader TEXT NOT NULL,
  address TEXT NOT NULL,
  -- Empty once it is sent.
  payload TEXT NOT NULL,
  count INTEGER NOT NULL,
  key TEXT,
  state TEXT NOT NULL DEFAULT 'waiting',
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (owner, key)
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_owner ON outbox (owner, number);
CREATE INDEX outbox_created ON outbox (created_at);
`;
