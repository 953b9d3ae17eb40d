const opens = `
-- How many readers opened a paper on a day; it does not say who.
CREATE TABLE paper_opens (
  paper TEXT NOT NULL,
  day INTEGER NOT NULL,
  opens INTEGER NOT NULL,
  PRIMARY KEY (paper, day)
) WITHOUT ROWID;
`;

/**
 * What readers keep. Papers are named by their id, because what a reader wrote about a paper outlives its removal.
 * `reader` is `local`, or the name of a key.
 */
export const deskSchema = `
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  note TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- When it was deleted; it can be restored for a while.
  deleted_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX collections_name ON collections (reader, name) WHERE deleted_at IS NULL;
${opens}`;
