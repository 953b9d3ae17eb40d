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
`;

/** What matched, and what of it has been seen or dismissed. Since layout 13. */
export const matchesSchema = `
-- A row for each work that matched a follow of the reader: a paper with its versions and near-duplicates.
CREATE TABLE inbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  reader TEXT NOT NULL,
  -- Of its papers the one that matched first; NULL once all of them were removed.
  ordinal INTEGER REFERENCES papers ON DELETE SET NULL,
  at INTEGER NOT NULL,
  seen_at INTEGER,
  dismissed_at INTEGER,
  -- The id of a removed paper: should it come again, it is no news.
  gone TEXT,
  UNIQUE (reader, ordinal)
);
CREATE INDEX inbox_reader ON inbox (reader, number);
CREATE INDEX inbox_new ON inbox (reader, number) WHERE seen_at IS NULL;
CREATE INDEX inbox_paper ON inbox (ordinal);
CREATE INDEX inbox_gone ON inbox (gone) WHERE gone IS NOT NULL;

CREATE TABLE matches (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  follow INTEGER NOT NULL REFERENCES follows ON DELETE CASCADE,
  ordinal INTEGER REFERENCES papers ON DELETE SET NULL,
  row INTEGER NOT NULL REFERENCES inbox ON DELETE CASCADE,
  score REAL NOT NULL,
  matched_by TEXT NOT NULL,
  -- The paper that it is like.
  alike INTEGER,
  at INTEGER NOT NULL,
  gone TEXT,
  UNIQUE (follow, ordinal)
);
CREATE INDEX matches_paper ON matches (ordinal);
CREATE INDEX matches_row ON matches (row, follow);
CREATE INDEX matches_gone ON matches (gone) WHERE gone IS NOT NULL;

-- What a removed paper leaves goes to its next version; else it waits for the paper to come again.
CREATE TRIGGER leave_matches BEFORE DELETE ON papers BEGIN
  UPDATE OR REPLACE matches SET ordinal = (
    SELECT m.ordinal FROM matches m WHERE m.row = matches.row AND m.follow = matches.follow
      AND m.ordinal <> old.ordinal ORDER BY m.number LIMIT 1)
    WHERE ordinal = old.ordinal AND EXISTS (
      SELECT 1 FROM matches m WHERE m.row = matches.row AND m.follow = matches.follow AND m.ordinal <> old.ordinal);
  UPDATE matches SET ordinal = NULL, gone = old.id WHERE ordinal = old.ordinal;
  UPDATE inbox SET gone = old.id, ordinal = (
    SELECT m.ordinal FROM matches m WHERE m.row = inbox.number AND m.ordinal IS NOT NULL ORDER BY m.number LIMIT 1)
    WHERE ordinal = old.ordinal;
  UPDATE inbox SET gone = NULL WHERE gone = old.id AND ordinal IS NOT NULL;
END;
CREATE TRIGGER find_matches AFTER INSERT ON papers BEGIN
  UPDATE inbox SET ordinal = new.ordinal, gone = NULL WHERE gone = new.id;
  UPDATE matches SET ordinal = new.ordinal, gone = NULL WHERE gone = new.id;
END;
`;
