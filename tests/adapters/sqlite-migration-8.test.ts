import { expect, it } from "vitest";
import { migrations } from "../../src/adapters/sqlite/migrations.js";
import { joinedBit } from "../../src/domain/records/known-paper.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { describeOldFolder } from "../support/old-folder.js";
import { layout2 } from "../support/store-layout-2.js";

/** Two papers in layout 8; the second was joined by a job that changed its abstract and its address. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('last_change', '2');
INSERT INTO jobs (id, sealed, accepted, created_at, updated_at) VALUES ('job', 1, 2, 0, 0);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, content_hash, text_hash, vector_state, job_id, job_changes)
  VALUES ('a', 'A', 'a', '[]', '[]', '[]', 'ca', 'ta', 0, 'job', ${2 << 22}),
  ('b', 'B', 'b', '[]', '[]', '[]', 'cb', 'tb', 0, 'job', ${(1 << 24) | (1 << 2) | (3 << 22)});
INSERT INTO changes VALUES (1, 1, 1), (1, 2, 2);
`;
const layout8 = `${layout2}${[2, 3, 4, 5, 6, 7].map((layout) => migrations[layout]).join("")}`;

describeOldFolder({ layout: 8, sql: layout8, content, nowMs: 0 }, ({ withDatabase, withStore }) => {
  it("keeps what a job changed apart from the mark of joined papers", async () => {
    await withStore(async () => undefined);
    const read = "SELECT job_changes FROM papers ORDER BY ordinal";
    const changes = withDatabase((database) => database.prepare(read).pluck().all());
    expect(changes).toEqual([2 << 22, joinedBit | (1 << 2) | (3 << 22)]);
  });

  it("takes in tags, own fields and retractions", async () => {
    const fields = { tags: ["to read"], extra: { stage: "in", rating: 2 }, retracted: true, retractionNote: "2021" };
    await withStore(async ({ papers, jobs }) => {
      expect((await papers.findPaper("b"))?.paper).toEqual({
        id: "b",
        title: "B",
        authors: [],
        categories: [],
        keywords: [],
      });
      const { id: jobId } = await jobs.createJob(new Date(0));
      await papers.savePapers({ jobId, papers: [makeCleanPaper({ id: "b", title: "B", ...fields })], rejected: [] });
    });
    await withStore(async ({ papers }) => expect((await papers.findPaper("b"))?.paper).toMatchObject(fields));
  });
});
