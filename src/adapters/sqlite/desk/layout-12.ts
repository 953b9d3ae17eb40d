import { collectionsSchema, duplicateRecordsSchema } from "./collections-schema.js";
import { deliverySchema } from "./delivery-schema.js";
import { followsSchema, matchesSchema } from "./follows-schema.js";
import { opensSchema } from "./schema.js";

const matches = `
CREATE TABLE matches (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  follow INTEGER NOT NULL REFERENCES follows ON DELETE CASCADE,
  ordinal INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
  score REAL NOT NULL,
  matched_by TEXT NOT NULL,
  alike INTEGER,
  -- The paper of the earlier match of the follow of which it is a near-duplicate.
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

/** What readers kept in layout 12. */
export const deskOfLayout12 = `${collectionsSchema}${opensSchema}${followsSchema}${matches}${deliverySchema}`;

/** From layout 12 to 13: a row of the inbox is a work. Numbers of matches stay, as digests and webhooks go on from one. */
export const worksOfMatches = `${duplicateRecordsSchema}
DROP INDEX matches_paper;
DROP INDEX matches_same;
DROP INDEX inbox_reader;
DROP INDEX inbox_new;
DROP INDEX inbox_paper;
ALTER TABLE matches RENAME TO matches_12;
ALTER TABLE inbox RENAME TO inbox_12;
${matchesSchema}
INSERT INTO inbox (number, reader, ordinal, at, seen_at) SELECT number, reader, ordinal, at, seen_at FROM inbox_12;
INSERT INTO matches (number, follow, ordinal, row, score, matched_by, alike, at)
  SELECT m.number, follow, m.ordinal, i.number, score, matched_by, alike, m.at
  FROM matches_12 m JOIN follows f ON f.number = m.follow
    JOIN inbox i ON i.reader = f.reader AND i.ordinal = coalesce(m.same_as, m.ordinal);
DELETE FROM inbox WHERE number NOT IN (SELECT row FROM matches);
DELETE FROM sqlite_sequence WHERE name IN ('matches', 'inbox');
INSERT INTO sqlite_sequence SELECT 'matches', seq FROM sqlite_sequence WHERE name = 'matches_12';
INSERT INTO sqlite_sequence SELECT 'inbox', seq FROM sqlite_sequence WHERE name = 'inbox_12';
DROP TABLE matches_12;
DROP TABLE inbox_12;
`;
