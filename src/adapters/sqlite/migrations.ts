import { deskOfLayout12, worksOfMatches } from "./desk/layout-12.js";

const duplicates = `
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
DROP INDEX papers_waiting;
CREATE INDEX papers_waiting ON papers (job_id, ordinal) WHERE vector_state = 0 AND batch_id IS NULL;
DROP INDEX papers_batch;
CREATE INDEX papers_batch ON papers (batch_id, job_id) WHERE batch_id IS NOT NULL;
`;

const paperVersions = `
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
CREATE TABLE other_model (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL,
  role TEXT NOT NULL,
  listed INTEGER NOT NULL DEFAULT 0,
  vectors INTEGER NOT NULL DEFAULT 0
);
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

/** Filters and facets read the columns in memory: no statement used this table and these indexes. */
const unusedIndexes = `
ALTER TABLE missing_vectors RENAME COLUMN shelf TO slot;
UPDATE meta SET key = 'slot' WHERE key = 'shelf';
DROP TABLE paper_values;
DROP INDEX papers_venue;
DROP INDEX papers_year;
`;

const records = `
ALTER TABLE papers ADD COLUMN author_names TEXT;
ALTER TABLE papers ADD COLUMN type TEXT;
ALTER TABLE papers ADD COLUMN trust TEXT;
ALTER TABLE papers ADD COLUMN job_changes INTEGER NOT NULL DEFAULT 0;
CREATE TABLE paper_records (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  record BLOB NOT NULL,
  PRIMARY KEY (ordinal, record)
) WITHOUT ROWID;
ALTER TABLE jobs ADD COLUMN merged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN changes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE jobs ADD COLUMN notices INTEGER NOT NULL DEFAULT 0;
CREATE TABLE job_notices (job_id TEXT NOT NULL, line INTEGER, paper_id TEXT NOT NULL, kind TEXT NOT NULL, notice TEXT NOT NULL);
CREATE INDEX job_notices_job ON job_notices (job_id, line);
`;

/** `job_changes` has room for three more fields below its mark of joined papers. */
const ownFields = `
ALTER TABLE papers ADD COLUMN tags TEXT;
ALTER TABLE papers ADD COLUMN extra TEXT;
ALTER TABLE papers ADD COLUMN retracted INTEGER;
ALTER TABLE papers ADD COLUMN retraction_note TEXT;
CREATE TABLE paper_extra (
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (ordinal, name, value)
) WITHOUT ROWID;
CREATE INDEX paper_extra_values ON paper_extra (name, value);
UPDATE papers SET job_changes = job_changes - (1 << 24) + (1 << 30) WHERE job_changes & (1 << 24);
`;

const jobNames = "ALTER TABLE jobs ADD COLUMN name TEXT;\n";

const jobFormats = `
ALTER TABLE jobs ADD COLUMN format TEXT;
ALTER TABLE job_notices ADD COLUMN key TEXT;
`;

/** What turns each earlier layout into the next one. Published migrations never change. */
export const migrations: Readonly<Record<number, string>> = {
  1: duplicates,
  2: priorities,
  3: paperVersions,
  4: secondSlot,
  5: leanVersions,
  6: unusedIndexes,
  7: records,
  8: ownFields,
  9: jobNames,
  10: jobFormats,
  11: deskOfLayout12,
  12: worksOfMatches,
};
