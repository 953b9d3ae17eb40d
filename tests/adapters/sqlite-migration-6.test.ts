import { expect, it } from "vitest";
import { migrations } from "../../src/adapters/sqlite/migrations.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { describeOldFolder } from "../support/old-folder.js";
import { layout2 } from "../support/store-layout-2.js";

/** Two papers after a model switch, in layout 6; the second has no vector of the previous model. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('fingerprint', 'the-model'), ('last_change', '4'), ('shelf', '2');
INSERT INTO jobs (id, sealed, accepted, embedded, created_at, updated_at) VALUES ('job', 1, 2, 2, 0, 0);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, year, venue, content_hash, text_hash, vector_state, job_id)
  VALUES ('a', 'A', 'a', '["Jane Doe"]', '["cs.CL"]', '[]', 2020, 'ACL', 'ca', 'ta', 1, 'job'),
  ('b', 'B', 'b', '["Jane Doe"]', '[]', '[]', 2021, NULL, 'cb', 'tb', 1, 'job');
INSERT INTO paper_values VALUES ('author', 'Jane Doe', 1), ('category', 'cs.CL', 1), ('author', 'Jane Doe', 2);
INSERT INTO vectors VALUES (1, x'0000803f00000000');
INSERT INTO vectors_2 VALUES (1, x'000000000000803f'), (2, x'0000803f00000000');
INSERT INTO other_model VALUES (1, 'the-model-before', 'kept', 2, 1);
INSERT INTO missing_vectors VALUES (1, 2, NULL);
INSERT INTO changes VALUES (1, 1, 1), (3, 2, 1), (1, 3, 2), (3, 4, 2);
`;
const layout6 = `${layout2}${[2, 3, 4, 5].map((layout) => migrations[layout]).join("")}`;

describeOldFolder({ layout: 6, sql: layout6, content, nowMs: 0 }, ({ withDatabase, withStore }) => {
  it("returns vectors of the current model, and lists those that the other model lacks", async () => {
    await withStore(async ({ slot, vectors, otherModel }) => {
      expect(slot).toBe(2);
      expect(await vectors.readVectors([1])).toEqual(new Map([[1, Float32Array.of(0, 1)]]));
      expect(await otherModel.readOther()).toMatchObject({ fingerprint: "the-model-before", missing: 1 });
      expect((await otherModel.listMissing(10)).map(({ text }) => text)).toEqual(["B"]);
    });
  });

  it("keeps its authors, categories, years and venues without the table that duplicated them", async () => {
    await withStore(async ({ papers, jobs }) => {
      expect((await papers.findPaper("a"))?.paper).toMatchObject({
        authors: ["Jane Doe"],
        categories: ["cs.CL"],
        year: 2020,
        venue: "ACL",
      });
      const { id: jobId } = await jobs.createJob(new Date(0));
      const paper = makeCleanPaper({ title: "C", authors: ["John Roe"], year: 2022 });
      await papers.savePapers({ jobId, papers: [paper], rejected: [] });
      expect((await papers.listPapers({ limit: 10 })).papers.at(-1)).toMatchObject({ authors: ["John Roe"] });
    });
    const unused = "name IN ('paper_values', 'paper_values_ordinal', 'papers_year', 'papers_venue')";
    const found = withDatabase((database) => database.prepare(`SELECT name FROM sqlite_master WHERE ${unused}`).all());
    expect(found).toEqual([]);
  });
});
