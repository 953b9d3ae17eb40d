import { expect, it } from "vitest";
import { migrations } from "../../src/adapters/sqlite/migrations.js";
import { describeOldFolder } from "../support/old-folder.js";
import { layout2 } from "../support/store-layout-2.js";

const spec = JSON.stringify({ kind: "author", author: "Ada" });
const read = JSON.stringify({ limits: { filter: {} } });

/** Three papers that matched in layout 12: the second is a version of the first; the last two matches are gone. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('last_change', '3');
INSERT INTO jobs (id, sealed, accepted, created_at, updated_at) VALUES ('job', 1, 3, 0, 0);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, content_hash, text_hash, vector_state, job_id, job_changes)
  VALUES ${["a", "b", "c"].map((id) => `('${id}', '${id}', '${id}', '[]', '[]', '[]', 'c', 't', 0, 'job', 0)`).join()};
INSERT INTO follows (number, id, reader, name, spec, read, after, created_at)
  VALUES (1, 'one', 'ada', 'One', '${spec}', '${read}', 0, 0), (2, 'two', 'ada', 'Two', '${spec}', '${read}', 0, 0);
INSERT INTO matches (number, follow, ordinal, score, matched_by, same_as, at) VALUES
  (3, 1, 1, 1, 'filter', NULL, 10), (4, 1, 2, 1, 'filter', 1, 11), (5, 2, 3, 0.5, 'both', NULL, 12), (9, 2, 1, 1, 'both', NULL, 13);
DELETE FROM matches WHERE number = 9;
INSERT INTO inbox (number, reader, ordinal, at, seen_at) VALUES (2, 'ada', 1, 10, 20), (6, 'ada', 3, 12, NULL);
`;
const layout12 = `${layout2}${[2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((layout) => migrations[layout]).join("")}`;

describeOldFolder({ layout: 12, sql: layout12, content, nowMs: 0 }, ({ withDatabase, withStore }) => {
  it("keeps what matched and was seen; a version is in the row of its work", async () => {
    await withStore(async ({ desk: { matchStore } }) => {
      const page = await matchStore.listInbox({ reader: "ada", onlyNew: false, limit: 10 });
      expect(page.rows.map(({ ordinal, isNew }) => [ordinal, isNew])).toEqual([
        [3, true],
        [1, false],
      ]);
    });
    const rows = withDatabase((database) => database.prepare("SELECT number, ordinal, row FROM matches").raw().all());
    expect(rows).toEqual([
      [3, 1, 2],
      [4, 2, 2],
      [5, 3, 6],
    ]);
  });

  it("goes on with numbers that no digest has passed", async () => {
    await withStore(async ({ desk: { matchStore } }) => {
      const found = [{ follow: 2, ordinal: 1, score: 1, matchedBy: "both" as const }];
      await matchStore.recordStep({ found, groups: [] });
      expect(await matchStore.readLast()).toBe(10);
    });
  });
});
