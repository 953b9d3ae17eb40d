import type { PaperState } from "../../domain/paper/paper-state.js";
import { deskSchema } from "./desk/schema.js";

/** Raised when the layout below changes; a folder from a newer paperkin is refused rather than misread. */
export const schemaVersion = 13;

/** The values of `papers.vector_state`. */
export const vectorState = { waiting: 0, embedded: 1, failed: 2, withheld: 3 } as const satisfies Record<
  PaperState,
  number
>;

/** The kinds of change, one for each index: the text of a paper, its vector in either slot. */
export const changeKind = { text: 1, vector: 2, vector2: 3 } as const;

/** For an UPDATE of `jobs` that changes something a client sees. The time never runs backwards, even if the clock does. */
export const touchJob = "updated_at = max(updated_at, now_ms())";

const papers = `
CREATE TABLE papers (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  abstract TEXT,
  authors TEXT NOT NULL,
  author_names TEXT,
  categories TEXT NOT NULL,
  keywords TEXT NOT NULL,
  year INTEGER,
  date TEXT,
  venue TEXT COLLATE NOCASE,
  type TEXT,
  doi TEXT,
  arxiv_id TEXT,
  url TEXT,
  -- How far each field is trusted; NULL in papers of earlier layouts.
  trust TEXT,
  version INTEGER,
  content_hash TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  vector_state INTEGER NOT NULL,
  batch_id TEXT,
  job_id TEXT NOT NULL,
  -- What the job did to the paper: two bits a field, and \`joinedBit\`.
  job_changes INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  -- JSON; NULL in papers without any.
  tags TEXT,
  extra TEXT,
  retracted INTEGER,
  retraction_note TEXT
);
CREATE INDEX papers_title ON papers (title_key);
CREATE INDEX papers_doi ON papers (doi) WHERE doi IS NOT NULL;
CREATE INDEX papers_arxiv ON papers (arxiv_id) WHERE arxiv_id IS NOT NULL;
CREATE INDEX papers_job ON papers (job_id, vector_state);
CREATE INDEX papers_without_vector ON papers (ordinal) WHERE vector_state <> 1;
-- By job, because jobs take turns; the jobs of a batch are read from the index alone.
CREATE INDEX papers_waiting ON papers (job_id, ordinal) WHERE vector_state = 0 AND batch_id IS NULL;
CREATE INDEX papers_batch ON papers (batch_id, job_id) WHERE batch_id IS NOT NULL;

-- The number of papers in each state: counting them takes longer the more there are.
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

-- Versions other than the one in \`papers\`, each as it first arrived.
CREATE TABLE paper_versions (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  date TEXT,
  taken_in_at INTEGER NOT NULL,
  PRIMARY KEY (ordinal, version)
) WITHOUT ROWID;

-- The values of own fields, by which papers are filtered: a value for each item of a list, without case.
CREATE TABLE paper_extra (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (ordinal, name, value)
) WITHOUT ROWID;
CREATE INDEX paper_extra_values ON paper_extra (name, value);

-- Hashes of the records that a paper was merged from; a paper with a single record has none.
CREATE TABLE paper_records (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  record BLOB NOT NULL,
  PRIMARY KEY (ordinal, record)
) WITHOUT ROWID;
`;

const vectors = `
-- The vectors of two models are kept in two slots: the plain tables, and those that end in 2. \`slot\` in meta names the
-- slot of the model in use (1 where it is absent); the other slot is for the next model, or for the previous one.
CREATE TABLE vectors (
  ordinal INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE,
  vector BLOB NOT NULL
);
CREATE TABLE vectors_2 (
  ordinal INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE,
  vector BLOB NOT NULL
);

-- Pairs of near-duplicates, the lower ordinal first. They belong to the vectors that they were found by: a paper that is
-- removed, or gets another text or vector, loses its links.
CREATE TABLE duplicates (
  ordinal INTEGER NOT NULL REFERENCES vectors ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES vectors ON DELETE CASCADE,
  similarity REAL NOT NULL,
  PRIMARY KEY (ordinal, other),
  CHECK (ordinal < other)
) WITHOUT ROWID;
CREATE INDEX duplicates_other ON duplicates (other);
CREATE TABLE duplicates_2 (
  ordinal INTEGER NOT NULL REFERENCES vectors_2 ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES vectors_2 ON DELETE CASCADE,
  similarity REAL NOT NULL,
  PRIMARY KEY (ordinal, other),
  CHECK (ordinal < other)
) WITHOUT ROWID;
CREATE INDEX duplicates_2_other ON duplicates_2 (other);

-- The model of the other slot; at most one row. Counting its vectors would take longer the more there are.
CREATE TABLE other_model (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL,
  role TEXT NOT NULL,
  -- Papers up to this one that have no vector in the slot are in missing_vectors.
  listed INTEGER NOT NULL DEFAULT 0,
  vectors INTEGER NOT NULL DEFAULT 0
);
-- For the model in use, papers.vector_state is what counts; rows of its slot remain from a switch until it is settled.
CREATE TABLE missing_vectors (
  slot INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  failure TEXT,
  PRIMARY KEY (slot, ordinal)
) WITHOUT ROWID;
CREATE INDEX missing_waiting ON missing_vectors (slot, ordinal) WHERE failure IS NULL;
CREATE INDEX missing_failed ON missing_vectors (slot) WHERE failure IS NOT NULL;

-- The newest change of each kind to each paper, so the log never has more rows than there are papers. A paper that is
-- named here and is no longer in papers was removed.
CREATE TABLE changes (
  kind INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (kind, seq),
  UNIQUE (kind, ordinal)
) WITHOUT ROWID;
`;

const jobs = `
CREATE TABLE jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  -- Of what its papers came from; NULL in jobs of earlier layouts.
  format TEXT,
  priority TEXT NOT NULL DEFAULT 'normal',
  control TEXT NOT NULL DEFAULT 'run',
  sealed INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  merged INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  embedded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  -- Counts of changes, by field.
  changes TEXT NOT NULL DEFAULT '{}',
  notices INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  -- When a count or the state last changed; for a job that has ended, when it ended.
  updated_at INTEGER NOT NULL
);
CREATE TABLE job_rejections (job_id TEXT NOT NULL, line INTEGER NOT NULL, paper_id TEXT, reason TEXT NOT NULL);
CREATE INDEX job_rejections_job ON job_rejections (job_id, line);
-- The key of a notice names its record in the source; NULL where that is the id of the paper.
CREATE TABLE job_notices (
  job_id TEXT NOT NULL,
  line INTEGER,
  paper_id TEXT NOT NULL,
  key TEXT,
  kind TEXT NOT NULL,
  notice TEXT NOT NULL
);
CREATE INDEX job_notices_job ON job_notices (job_id, line);
`;

/** The schema of a new store. Migrations turn a store of an earlier layout into the same schema. */
export const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
${papers}${vectors}${jobs}${deskSchema}`;
