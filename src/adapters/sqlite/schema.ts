/** Raised when the layout below changes; a folder from a newer paperkin is refused rather than misread. */
export const schemaVersion = 6;

/** What `papers.vector_state` says. */
export const vectorState = { waiting: 0, embedded: 1, failed: 2, withheld: 3 } as const;

/** The kinds of change, one for each index: a paper's words, a paper's vector in either slot. */
export const changeKind = { text: 1, vector: 2, vector2: 3 } as const;

/** Says in an UPDATE of `jobs` that something about it has changed; never before what was said before, whatever the clock says. */
export const touchJob = "updated_at = max(updated_at, now_ms())";

const duplicates = `
-- Pairs of near-duplicates, the lower ordinal first. They hang on the vectors that they were found by: a paper that is
-- removed, has another text or gets another vector loses its links.
CREATE TABLE duplicates (
  ordinal INTEGER NOT NULL REFERENCES vectors ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES vectors ON DELETE CASCADE,
  similarity REAL NOT NULL,
  PRIMARY KEY (ordinal, other),
  CHECK (ordinal < other)
) WITHOUT ROWID;
CREATE INDEX duplicates_other ON duplicates (other);
`;

const priorities = `
ALTER TABLE jobs ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
-- By job, as each has its turn; and the jobs of a batch can be told from the index alone.
DROP INDEX IF EXISTS papers_waiting;
CREATE INDEX papers_waiting ON papers (job_id, ordinal) WHERE vector_state = 0 AND batch_id IS NULL;
DROP INDEX IF EXISTS papers_batch;
CREATE INDEX papers_batch ON papers (batch_id, job_id) WHERE batch_id IS NOT NULL;
`;

const paperVersions = `
-- Versions of papers that came and are not the one that is kept, each as it came first.
CREATE TABLE paper_versions (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  date TEXT,
  content_hash TEXT NOT NULL,
  taken_in_at INTEGER NOT NULL,
  PRIMARY KEY (ordinal, version)
) WITHOUT ROWID;
`;

const secondSlot = `
-- Vectors of two models are kept in two slots: the plain tables, and those with a 2. Which one is that of the model in
-- use says \`shelf\` in meta (1 where it says nothing); the other is for the next model, or for the one before.
CREATE TABLE vectors_2 (
  ordinal INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE,
  vector BLOB NOT NULL
);
CREATE TABLE duplicates_2 (
  ordinal INTEGER NOT NULL REFERENCES vectors_2 ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES vectors_2 ON DELETE CASCADE,
  similarity REAL NOT NULL,
  PRIMARY KEY (ordinal, other),
  CHECK (ordinal < other)
) WITHOUT ROWID;
CREATE INDEX duplicates_2_other ON duplicates_2 (other);

-- The model of the other slot; one row or none. Counting its vectors would take longer the more there are.
CREATE TABLE other_model (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL,
  role TEXT NOT NULL,
  -- Papers up to this one that have no vector in its slot are in missing_vectors.
  listed INTEGER NOT NULL DEFAULT 0,
  vectors INTEGER NOT NULL DEFAULT 0
);
-- Of the model in use, vector_state says it; rows of its slot are left over from a switch until they are told there.
CREATE TABLE missing_vectors (
  shelf INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  failure TEXT,
  PRIMARY KEY (shelf, ordinal)
) WITHOUT ROWID;
CREATE INDEX missing_waiting ON missing_vectors (shelf, ordinal) WHERE failure IS NULL;
CREATE INDEX missing_failed ON missing_vectors (shelf) WHERE failure IS NOT NULL;
CREATE INDEX papers_without_vector ON papers (ordinal) WHERE vector_state <> 1;
`;

const leanVersions = "ALTER TABLE paper_versions DROP COLUMN content_hash;\n";

/** What turns each earlier layout into the next one. */
export const migrations: Readonly<Record<number, string>> = {
  1: duplicates,
  2: priorities,
  3: paperVersions,
  4: secondSlot,
  5: leanVersions,
};

export const schema = `
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
${duplicates}${priorities}${paperVersions}${secondSlot}${leanVersions}`;
