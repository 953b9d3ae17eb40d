import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import type { Services } from "../../src/services/services.js";
import { ingest, openTestLibrary, type TestLibrary, toRecords } from "../support/test-library.js";

const findIds = async (
  services: Services,
  request: { query: string; mode: "keyword" | "semantic"; filter?: { ids: string[] } },
) => {
  const { hits } = await services.searchPapers(searchRequestSchema.parse(request));
  return hits.map(({ paper }) => paper.id);
};

/** The tests share one library but use different papers. */
describe("ingesting papers", () => {
  let library: TestLibrary;
  let services: Services;
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
  });
  afterAll(() => library.dispose());

  it("accepts valid papers and reports the others with line and reason", async () => {
    const job = await ingest(services, [
      { id: "good", title: "Good" },
      { id: "bad", title: 7 },
      "no paper",
      { title: "caf\ufffd" },
      { title: " \u200b " },
      { id: "good", title: "Good" },
    ]);
    expect(job).toMatchObject({
      state: "completed",
      counts: { total: 6, accepted: 2, unchanged: 1, embedded: 2, failed: 3 },
    });
    expect(await services.listFailures(job.id, 10)).toEqual([
      { line: 2, id: "bad", reason: expect.stringMatching(/^the title is /) },
      { line: 3, reason: expect.stringContaining("object") },
      { line: 5, reason: "there is no title" },
    ]);
  });

  it("does not embed an unchanged paper again", async () => {
    await ingest(services, [{ id: "twice", title: "Twice" }]);
    expect((await ingest(services, [{ id: "twice", title: "Twice" }])).counts).toMatchObject({
      accepted: 0,
      unchanged: 1,
      embedded: 0,
    });
  });

  it("fails only the paper that cannot be embedded, with its reason", async () => {
    const papers = Array.from({ length: 20 }, (_, index) => ({
      id: `p${index}`,
      title: index === 7 ? "Unlucky [[fail]]" : `Lucky ${index}`,
    }));
    const job = await ingest(services, papers);
    expect(job).toMatchObject({ state: "completed", counts: { accepted: 20, embedded: 19, failed: 1 } });
    expect(await services.listFailures(job.id, 10)).toEqual([
      { id: "p7", reason: expect.stringContaining("[[fail]]") },
    ]);
    expect(await findIds(services, { query: "unlucky", mode: "keyword" })).toEqual(["p7"]);
    expect(await findIds(services, { query: "unlucky", mode: "semantic", filter: { ids: ["p7", "p8"] } })).toEqual([
      "p8",
    ]);
    expect((await services.readStats()).papers).toMatchObject({ waiting: 0, failed: 1 });
  });

  it("embeds a failed paper when it is ingested again with a different text", async () => {
    await ingest(services, [{ id: "mended", title: "Bad [[fail]]" }]);
    expect(await ingest(services, [{ id: "mended", title: "Good" }])).toMatchObject({
      state: "completed",
      counts: { accepted: 1, embedded: 1 },
    });
  });

  it("retries failed papers on request", async () => {
    const { id } = await ingest(services, [{ id: "hopeless", title: "Bad [[fail]]" }]);
    expect(await services.changeJob(id, "retry")).toMatchObject({ counts: { failed: 0 } });
    expect(await services.waitForJob(id)).toMatchObject({
      state: "failed",
      counts: { accepted: 1, embedded: 0, failed: 1 },
    });
  });

  it("reads at most one slice ahead of what is stored, however fast the source", async () => {
    const { papers: before } = (await services.readStats()).papers;
    let furthest = 0;
    async function* source(): AsyncGenerator<SourceRecord> {
      for (let line = 1; line <= 200; line += 1) {
        yield { line, value: { id: `flood ${line}`, title: `Flood ${line}` } };
        furthest = Math.max(furthest, line - ((await services.readStats()).papers.papers - before));
      }
    }
    const { id } = await services.acceptPapers(source());
    expect(furthest).toBeGreaterThan(0);
    expect(furthest).toBeLessThanOrEqual(32);
    expect(await services.readJob(id)).toMatchObject({ counts: { accepted: 200 } });
  });

  it("uses a supplied vector instead of embedding", async () => {
    const record = (id: string, vector: Float32Array) => ({ line: 1, value: { id, title: id }, vector });
    const length64 = Float32Array.from({ length: 64 }, (_, index) => (index === 0 ? 5 : 0));
    async function* source() {
      yield record("fits", length64);
      yield record("short", Float32Array.of(1, 2));
      yield record("none", new Float32Array(64));
    }
    const { id } = await services.acceptPapers(source());
    expect(await services.readJob(id)).toMatchObject({
      state: "completed",
      counts: { accepted: 1, embedded: 1, failed: 2 },
    });
    const reason = "the vector is not 64 finite numbers";
    expect(await services.listFailures(id, 10)).toEqual([
      { line: 1, id: "short", reason },
      { line: 1, id: "none", reason },
    ]);
    expect(
      await findIds(services, { query: "fits", mode: "semantic", filter: { ids: ["fits", "short", "none"] } }),
    ).toEqual(["fits"]);
  });

  it("keeps the papers read before the source fails, and completes", async () => {
    async function* source(): AsyncGenerator<SourceRecord> {
      yield* toRecords(Array.from({ length: 40 }, (_, index) => ({ id: `half ${index}`, title: `Half ${index}` })));
      throw new Error("the line went dead");
    }
    await expect(services.acceptPapers(source())).rejects.toThrow("the line went dead");
    const [job] = await services.listJobs(1);
    expect(await services.waitForJob(job?.id ?? "")).toMatchObject({
      state: "completed",
      counts: { accepted: 40, embedded: 40 },
    });
  });

  it("reports progress after each slice and while a caller waits", async () => {
    const told: Job[] = [];
    const papers = Array.from({ length: 70 }, (_, index) => ({ id: `slice ${index}`, title: `Slice ${index}` }));
    const { id } = await services.acceptPapers(toRecords(papers), { onSlice: (job) => told.push(job) });
    expect(told.map(({ counts }) => counts.total)).toEqual([32, 64, 70]);
    const seen: Job[] = [];
    const ended = await services.waitForJob(id, { onChange: (job) => seen.push(job) });
    expect(seen.at(-1)).toEqual(ended);
    expect(ended).toMatchObject({ state: "completed", counts: { embedded: 70 } });
  });

  it("removes a paper from both indexes", async () => {
    await ingest(services, [
      { id: "zebra", title: "zebra stripes" },
      { id: "lion", title: "lion manes" },
    ]);
    const { indexes } = await services.readStats();
    await services.removePaper("zebra");
    expect(await findIds(services, { query: "stripes", mode: "keyword" })).toEqual([]);
    expect(await findIds(services, { query: "stripes", mode: "semantic" })).not.toContain("zebra");
    expect((await services.readStats()).indexes).toEqual({ keyword: indexes.keyword - 1, vector: indexes.vector - 1 });
    await expect(services.removePaper("zebra")).rejects.toMatchObject({ code: "not_found" });
    await expect(services.readPaper("zebra")).rejects.toMatchObject({ code: "not_found" });
  });

  it("rejects an unknown job id", async () => {
    for (const asked of [
      services.readJob("x"),
      services.waitForJob("x"),
      services.listFailures("x", 1),
      services.changeJob("x", "pause"),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: "not_found", message: "There is no job x." });
    }
  });
});
