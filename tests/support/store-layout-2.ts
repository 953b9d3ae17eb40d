import { layout1 } from "./store-layout-1.js";

/** The store's layout 2, which added near-duplicates. It never changes. */
export const layout2 = `${layout1}
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
