import { expect, it } from "vitest";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { describeOldFolder } from "../support/old-folder.js";
import { layout2 } from "../support/store-layout-2.js";

/** A paper in its second version and its job, in layout 2. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('last_change', '1');
INSERT INTO jobs (id, sealed, accepted, created_at, updated_at) VALUES ('job', 1, 1, 1000, 1000);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, arxiv_id, version, content_hash, text_hash, vector_state, job_id)
  VALUES ('arxiv:2301.01234', 'Second', 'second', '[]', '[]', '[]', '2301.01234', 2, 'c', 't', 0, 'job');
INSERT INTO changes VALUES (1, 1, 1);
`;

describeOldFolder({ layout: 2, sql: layout2, content, nowMs: 5000 }, ({ withDatabase, withStore }) => {
  it("has the stored version at first, and lists versions added later", async () => {
    await withStore(async ({ versions }) => {
      const takenInAt = "1970-01-01T00:00:01.000Z";
      const second = { version: 2, title: "Second", takenInAt, kept: true };
      expect(await versions.listVersions([1])).toEqual(new Map([[1, [second]]]));
    });
    await withStore(async ({ papers, jobs, versions }) => {
      const { id: jobId } = await jobs.createJob(new Date(4000));
      const third = makeCleanPaper({ title: "Third", arxivId: "2301.01234v3" });
      await papers.savePapers({ jobId, papers: [third], rejected: [] });
      expect((await versions.listVersions([1])).get(1)?.map(({ version, kept }) => [version, kept])).toEqual([
        [3, true],
        [2, false],
      ]);
    });
    expect(withDatabase((database) => database.pragma("user_version", { simple: true }))).toBe(schemaVersion);
  });
});
