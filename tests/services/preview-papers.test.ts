import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import type { PreviewCounts } from "../../src/domain/ingest/preview.js";
import { AppError } from "../../src/errors.js";
import { makePapers } from "../support/generated-papers.js";
import { ingest, openTestLibrary, type TestLibrary, toRecords } from "../support/test-library.js";

const preview = ({ services }: TestLibrary, papers: readonly unknown[]) => services.previewPapers(toRecords(papers));

/** The embedder of a process that leaves documents to other processes. */
const openWithoutDocuments = async () => ({
  ...createFakeEmbedder(),
  embedDocuments: () => Promise.reject(new AppError("unavailable", "no threads for documents")),
});

/** The tests share one library but use different papers. */
describe("a preview of papers", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
  });
  afterAll(() => library.dispose());

  it("counts new, changed, unchanged and rejected papers, and stores nothing", async () => {
    await ingest(library.services, [
      { id: "same", title: "Same" },
      { id: "text", title: "Old text" },
      { id: "fact", title: "Fact", year: 2019 },
      { title: "Second version", arxivId: "2301.01234v2" },
    ]);
    const before = [await library.services.readStats(), await library.services.listJobs(10)];
    const found = await preview(library, [
      { id: "same", title: " Same " },
      { id: "text", title: "New text" },
      { id: "fact", title: "Fact", year: 2020 },
      { title: "First version", id: "https://arxiv.org/abs/2301.01234v1" },
      { title: "Quite new", doi: "10.1000/X" },
      { title: "Quite new, again", doi: "https://doi.org/10.1000/x" },
      { id: "bad", title: 7 },
      "no paper",
    ]);
    expect(found).toMatchObject({
      counts: { total: 8, accepted: 3, new: 1, merged: 1, unchanged: 2, failed: 2 },
      changes: { title: { changed: 2 }, year: { changed: 1 } },
      notices: [{ line: 6, id: "doi:10.1000/x", kind: "merged" }],
      titles: ["Quite new"],
      rejected: [
        { line: 7, id: "bad", reason: expect.stringMatching(/^the title is /) },
        { line: 8, reason: expect.stringContaining("object") },
      ],
      // The new paper and the one whose text changed.
      embedding: { papers: 2, waiting: 0 },
    });
    expect([await library.services.readStats(), await library.services.listJobs(10)]).toEqual(before);
  });

  it("predicts the counts of ingesting the same papers", async () => {
    const sample = [...makePapers(70), { title: "\ufffd" }, "x"];
    await ingest(library.services, sample.slice(0, 40));
    const { counts, embedding } = await preview(library, sample);
    const job = await ingest(library.services, sample);
    const { new: added, ...same } = counts;
    expect(job.counts).toEqual({ ...same, embedded: embedding.papers });
    expect({ added, ...same }).toEqual({ total: 72, added: 31, accepted: 31, merged: 0, unchanged: 40, failed: 1 });
  });

  it("counts a paper once, and its further records as merged or unchanged", async () => {
    await ingest(library.services, [{ id: "a", title: "A" }]);
    const found = await preview(library, [
      { id: "a", title: "A" },
      { id: "a", title: "A, revised" },
      { id: "a", title: "A, revised again" },
      { id: "b", title: "B" },
      { id: "b", title: "B" },
    ]);
    expect(found.counts).toEqual({ total: 5, accepted: 2, new: 1, merged: 1, unchanged: 2, failed: 0 });
    expect(found.embedding.papers).toBe(2);
  });

  it("shows the first titles and rejections of many, and reports progress", async () => {
    const told: PreviewCounts[] = [];
    const papers = [...makePapers(10, 1000), ...Array.from({ length: 150 }, () => "x")];
    const found = await library.services.previewPapers(toRecords(papers), (counts) => told.push(counts));
    expect(found.titles).toEqual(makePapers(5, 1000).map(({ title }) => title));
    expect(found.rejected.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 11));
    expect(found.counts).toMatchObject({ total: 160, new: 10, failed: 150 });
    expect(told.map(({ total }) => total)).toEqual([32, 64, 96, 128, 160]);
  });

  it("fails with the error of a failing source", async () => {
    async function* source(): AsyncGenerator<SourceRecord> {
      yield* toRecords(makePapers(3));
      throw new Error("the line went dead");
    }
    await expect(library.services.previewPapers(source())).rejects.toThrow("the line went dead");
  });
});

describe("the estimated time in a preview", () => {
  let library: TestLibrary | undefined;
  afterEach(() => library?.dispose());

  it("comes from embedding a sample of the papers, and later from the recent rate", async () => {
    library = await openTestLibrary();
    expect(await preview(library, [])).toMatchObject({
      embedding: { papers: 0, waiting: 0 },
      space: { diskBytes: 0, memoryBytes: 0 },
    });
    const timed = (await preview(library, makePapers(40))).embedding;
    expect(timed).toMatchObject({ papers: 40, rateSource: "timed" });
    expect(timed.seconds).toBe(Math.ceil(40 / (timed.papersPerSecond ?? 0)));
    await ingest(library.services, makePapers(40));
    expect((await preview(library, makePapers(60))).embedding).toMatchObject({ papers: 20, rateSource: "recent" });
  });

  it("is unknown without an embedding process, and waiting papers are counted", async () => {
    library = await openTestLibrary({ workers: 0, openEmbedder: openWithoutDocuments });
    await library.services.acceptPapers(toRecords(makePapers(3)));
    expect((await preview(library, makePapers(8))).embedding).toEqual({ papers: 5, waiting: 3 });
  });
});
