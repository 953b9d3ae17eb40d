/** What is followed, what matched, and what of it has been seen. */
export const followsSchema = `
CREATE TABLE follows (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  reader TEXT NOT NULL,
  name TEXT NOT NULL,
  -- JSON: what is watched as it was asked for, and as it was read.
  spec TEXT NOT NULL,
  read TEXT NOT NULL,
  is_paused INTEGER NOT NULL DEFAULT 0,
  -- The last paper before the follow: it and earlier ones never match.
  after INTEGER NOT NULL,
  vector BLOB,
  fingerprint TEXT,
  -- JSON; of a source.
  state TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX follows_reader ON follows (reader, number);

CREATE TABLE matches (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  follow INTEGER NOT NULL REFERENCES follows ON DELETE CASCADE,
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  score REAL NOT NULL,
  matched_by TEXT NOT NULL,
  -- The paper that it is like.
  alike INTEGER,
  -- The earlier match of the follow of which it is a near-duplicate.
  same_as INTEGER,
  at INTEGER NOT NULL,
  UNIQUE (follow, ordinal)
);
CREATE INDEX matches_paper ON matches (ordinal);
CREATE INDEX matches_same ON matches (same_as) WHERE same_as IS NOT NULL;

-- A row for each paper that matched a follow of the reader.
CREATE TABLE inbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  reader TEXT NOT NULL,
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  at INTEGER NOT NULL,
  seen_at INTEGER,
  UNIQUE (reader, ordinal)
);
CREATE INDEX inbox_reader ON inbox (reader, number);
CREATE INDEX inbox_new ON inbox (reader, number) WHERE seen_at IS NULL;
CREATE INDEX inbox_paper ON inbox (ordinal);
`;
