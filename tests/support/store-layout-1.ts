/** The store's layout 1, as created by paperkin 0.1. It never changes. */
export const layout1 = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE papers (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  abstract TEXT,
  authors TEXT NOT NULL,
  categories TEXT NOT NULL,
  keywords TEXT NOT NULL,
  year INTEGER,
  date TEXT,
  venue TEXT COLLATE NOCASE,
  doi TEXT,
  arxiv_id TEXT,
  url TEXT,
  version INTEGER,
  content_hash TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  vector_state INTEGER NOT NULL,
  batch_id TEXT,
  job_id TEXT NOT NULL,
  failure TEXT
);
CREATE INDEX papers_title ON papers (title_key);
CREATE INDEX papers_doi ON papers (doi) WHERE doi IS NOT NULL;
CREATE INDEX papers_arxiv ON papers (arxiv_id) WHERE arxiv_id IS NOT NULL;
CREATE INDEX papers_year ON papers (year);
CREATE INDEX papers_venue ON papers (venue);
CREATE INDEX papers_job ON papers (job_id, vector_state);
CREATE INDEX papers_waiting ON papers (ordinal) WHERE vector_state = 0 AND batch_id IS NULL;
CREATE INDEX papers_batch ON papers (batch_id) WHERE batch_id IS NOT NULL;

-- How many papers are in each state; counting them would take longer the more there are.
CREATE TABLE paper_counts (vector_state INTEGER PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO paper_counts VALUES (0, 0), (1, 0), (2, 0), (3, 0);
CREATE TRIGGER count_new AFTER INSERT ON papers BEGIN
  UPDATE paper_counts SET papers = papers + 1 WHERE vector_state = new.vector_state;
END;
CREATE TRIGGER count_removed AFTER DELETE ON papers BEGIN
  UPDATE paper_counts SET papers = papers - 1 WHERE vector_state = old.vector_state;
END;
CREATE TRIGGER count_moved AFTER UPDATE OF vector_state ON papers WHEN old.vector_state <> new.vector_state BEGIN
  UPDATE paper_counts SET papers = papers - 1 WHERE vector_state = old.vector_state;
  UPDATE paper_counts SET papers = papers + 1 WHERE vector_state = new.vector_state;
END;

-- One row an author and category: what filters by them look up.
CREATE TABLE paper_values (
  field TEXT NOT NULL,
  value TEXT NOT NULL COLLATE NOCASE,
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  PRIMARY KEY (field, value, ordinal)
) WITHOUT ROWID;
CREATE INDEX paper_values_ordinal ON paper_values (ordinal);

CREATE TABLE vectors (
  ordinal INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE,
  vector BLOB NOT NULL
);

-- The newest change of each kind to each paper, so the log never outgrows the papers. A paper that is named here and
-- is no longer in papers was removed.
CREATE TABLE changes (
  kind INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (kind, seq),
  UNIQUE (kind, ordinal)
) WITHOUT ROWID;

CREATE TABLE jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  control TEXT NOT NULL DEFAULT 'run',
  sealed INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  embedded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  -- When a count or the state last changed: of a job that has ended, when it did.
  updated_at INTEGER NOT NULL
);
CREATE TABLE job_rejections (job_id TEXT NOT NULL, line INTEGER NOT NULL, paper_id TEXT, reason TEXT NOT NULL);
CREATE INDEX job_rejections_job ON job_rejections (job_id, line);
`;
