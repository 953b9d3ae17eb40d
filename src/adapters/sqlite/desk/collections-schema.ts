const collections = `
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  note TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- When it was deleted; it can be restored for a while.
  deleted_at INTEGER,
  -- Counts of entries, kept by triggers: counting takes longer the more there are. Only \`excluded\` has excluded ones.
  papers INTEGER NOT NULL DEFAULT 0,
  included INTEGER NOT NULL DEFAULT 0,
  excluded INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX collections_name ON collections (reader, name) WHERE deleted_at IS NULL;
CREATE INDEX collections_deleted ON collections (deleted_at) WHERE deleted_at IS NOT NULL;
`;

const followPaper = `
  UPDATE OR IGNORE collection_entries SET paper = new.id
  WHERE paper <> new.id
    AND (doi = new.doi OR arxiv_id = new.arxiv_id OR paper IN ('doi:' || new.doi, 'arxiv:' || new.arxiv_id))
    AND NOT EXISTS (SELECT 1 FROM papers WHERE id = collection_entries.paper);
  UPDATE collection_entries SET title = new.title, year = new.year, doi = new.doi, arxiv_id = new.arxiv_id
  WHERE paper = new.id;`;

const entries = `
-- Title, year and identifiers are those that the paper had last, by which an entry outlives it.
CREATE TABLE collection_entries (
  collection TEXT NOT NULL REFERENCES collections ON DELETE CASCADE,
  paper TEXT NOT NULL,
  title TEXT NOT NULL,
  year INTEGER,
  doi TEXT,
  arxiv_id TEXT,
  note TEXT,
  -- JSON; NULL without any.
  tags TEXT,
  is_read INTEGER NOT NULL,
  rating INTEGER,
  key TEXT,
  decision TEXT,
  reason TEXT,
  added_at INTEGER NOT NULL,
  decided_at INTEGER,
  PRIMARY KEY (collection, paper)
);
CREATE INDEX collection_entries_added ON collection_entries (collection, added_at DESC, paper);
CREATE INDEX collection_entries_paper ON collection_entries (paper);
CREATE INDEX collection_entries_doi ON collection_entries (doi) WHERE doi IS NOT NULL;
CREATE INDEX collection_entries_arxiv ON collection_entries (arxiv_id) WHERE arxiv_id IS NOT NULL;

CREATE TRIGGER count_entry AFTER INSERT ON collection_entries BEGIN
  UPDATE collections SET ${countEntry("new", "+")} WHERE id = new.collection;
END;
CREATE TRIGGER count_removed_entry AFTER DELETE ON collection_entries BEGIN
  UPDATE collections SET ${countEntry("old", "-")} WHERE id = old.collection;
END;
CREATE TRIGGER count_changed_entry AFTER UPDATE OF decision, is_read ON collection_entries BEGIN
  UPDATE collections SET ${countEntry("old", "-")} WHERE id = old.collection;
  UPDATE collections SET ${countEntry("new", "+")} WHERE id = new.collection;
END;

-- Entries of a paper that was removed follow it when it comes back, also under another id.
CREATE TRIGGER find_entries AFTER INSERT ON papers BEGIN
  ${followPaper}
END;
CREATE TRIGGER follow_entries AFTER UPDATE OF title, year, doi, arxiv_id ON papers
WHEN old.title <> new.title OR old.year IS NOT new.year OR old.doi IS NOT new.doi OR old.arxiv_id IS NOT new.arxiv_id
BEGIN
  ${followPaper}
END;
`;

export const collectionsSchema = `${collections}${entries}`;

/** Since layout 13. */
export const duplicateRecordsSchema = `
-- How many records of imported files described a paper that was in the collection already.
CREATE TABLE collection_duplicates (
  collection TEXT PRIMARY KEY REFERENCES collections ON DELETE CASCADE,
  records INTEGER NOT NULL
) WITHOUT ROWID;
`;

/** Adds an entry to the counts of its collection, or takes it away. */
function countEntry(row: "old" | "new", sign: "+" | "-"): string {
  const isKept = `${row}.decision IS NOT 'exclude'`;
  const counts = {
    papers: isKept,
    included: `${row}.decision IS 'include'`,
    excluded: `${row}.decision IS 'exclude'`,
    unread: `${isKept} AND ${row}.is_read = 0`,
  };
  return Object.entries(counts)
    .map(([name, condition]) => `${name} = ${name} ${sign} (${condition})`)
    .join(", ");
}
