import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import type { ExportRequest } from "../../src/domain/export/request.js";
import { makePapers } from "../support/generated-papers.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "../support/test-library.js";

const opened: TestLibrary[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((library) => library.dispose()));
});

async function openEmpty(options?: TestLibraryOptions): Promise<TestLibrary> {
  const library = await openTestLibrary(options);
  opened.push(library);
  return library;
}

async function exportAll({ services }: TestLibrary, request: Partial<ExportRequest> = {}): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await services.exportPapers({ filter: {}, vectors: false, format: "jsonl", ...request }))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function takeIn({ services }: TestLibrary, bytes: Uint8Array | string, wait = true) {
  const { records } = await services.readPapers(Readable.from([Buffer.from(bytes)]), { name: "papers.jsonl" });
  const job = await services.acceptPapers(records);
  return wait ? services.waitForJob(job.id) : job;
}

const parseLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Every field, letters of many scripts, and ids of every kind. */
const oddPapers = [
  {
    title: "Größe und “Ähnlichkeit” \\ of 大 \u{1F41D} $x^2$\t<b>",
    abstract: "Zeile eins.\nZeile zwei “quoted” \u2028 and 🐝.",
    authors: ["Å. Ångström", "李 明"],
    date: "2021-05-06",
    venue: "Zeitschrift",
    categories: ["cs.LG", "math.AG"],
    keywords: ["bees; and more"],
    doi: "https://doi.org/10.1000/ABC(1)/x",
    url: "https://example.org/?a=1&b=%20",
  },
  { title: "Versioned", arxivId: "2301.01234v3", authors: ["Ada One"] },
  { title: "Only a title" },
  { id: "my own/id:1", title: "Of my own", year: 1999 },
];

describe("an export", { timeout: 60_000 }, () => {
  it("survives a round trip through an empty folder byte for byte, vectors included", async () => {
    const first = await openEmpty();
    await ingest(first.services, [...oddPapers, ...makePapers(300)]);
    const papers = await exportAll(first);
    const whole = await exportAll(first, { vectors: true });
    expect(parseLines(papers)).toHaveLength(304);
    expect(parseLines(papers)[1]).toMatchObject({ id: "arxiv:2301.01234", arxivId: "2301.01234", version: 3 });

    // Without a worker, so every vector must come from the export.
    const second = await openEmpty({ workers: 0 });
    const job = await takeIn(second, gzipSync(whole));
    expect(job.counts).toMatchObject({ total: 304, accepted: 304, embedded: 304, failed: 0 });
    expect(await exportAll(second)).toBe(papers);
    expect(await exportAll(second, { vectors: true })).toBe(whole);

    const again = await takeIn(second, gunzipSync(gzipSync(whole)));
    expect(again.counts).toMatchObject({ total: 304, accepted: 0, unchanged: 304 });
  });

  it("keeps the version of a paper, so that an older version ingested later changes nothing", async () => {
    const first = await openEmpty();
    await ingest(first.services, [{ title: "The third", arxivId: "2301.01234v3" }]);
    const second = await openEmpty();
    await takeIn(second, await exportAll(first));
    const job = await ingest(second.services, [{ title: "The second", arxivId: "2301.01234v2" }]);
    expect(job.counts).toMatchObject({ accepted: 0, unchanged: 1 });
    expect((await second.services.readPaper("arxiv:2301.01234")).title).toBe("The third");
  });

  it("keeps earlier versions and their times", async () => {
    const first = await openEmpty();
    for (const version of [2, 1, 4])
      await ingest(first.services, [
        { title: `The v${version}`, arxivId: `2301.01234v${version}`, date: `2023-01-0${version}` },
      ]);
    await ingest(first.services, [{ title: "Another", arxivId: "2302.00001v1" }]);
    const whole = await exportAll(first, { vectors: true });
    const listEarlier = async ({ services }: TestLibrary) =>
      (await services.listVersions("arxiv:2301.01234")).filter(({ kept }) => !kept);
    const earlier = await listEarlier(first);
    expect(earlier.map(({ version, title, date }) => [version, title, date])).toEqual([
      [2, "The v2", "2023-01-02"],
      [1, "The v1", "2023-01-01"],
    ]);
    expect(parseLines(whole)).toMatchObject([
      {
        version: 4,
        earlierVersions: earlier.map(({ version, title, date, takenInAt }) => ({ version, title, date, takenInAt })),
      },
      { version: 1 },
    ]);
    expect(parseLines(whole)[1]).not.toHaveProperty("earlierVersions");

    const second = await openEmpty({ workers: 0 });
    await takeIn(second, whole);
    expect(await exportAll(second, { vectors: true })).toBe(whole);
    expect(await listEarlier(second)).toEqual(earlier);
    const [kept] = await second.services.listVersions("arxiv:2301.01234");
    expect(kept).toMatchObject({ version: 4, title: "The v4", date: "2023-01-04", kept: true });
  });

  it("is imported without earlier versions that are malformed", async () => {
    const library = await openEmpty();
    const version = { version: 1, title: "The v1", takenInAt: "2023-01-01T00:00:00.000Z" };
    const flaws = [{ version: 0 }, { title: undefined }, { title: "x".repeat(2_001) }, { takenInAt: "then" }];
    const lines = [["v1"], ...flaws.map((flaw) => [{ ...version, ...flaw }])].map((earlierVersions, at) =>
      JSON.stringify({ title: `Paper ${at}`, arxivId: `2301.0123${at}v2`, earlierVersions }),
    );
    expect((await takeIn(library, lines.join("\n"))).counts).toMatchObject({ accepted: 5, failed: 0 });
    const listed = await Promise.all(lines.map((_, at) => library.services.listVersions(`arxiv:2301.0123${at}`)));
    expect(listed.map((versions) => versions.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it("contains the papers that pass a filter", async () => {
    const library = await openEmpty();
    await ingest(library.services, makePapers(100));
    const found = parseLines(await exportAll(library, { filter: { yearFrom: 2010, yearTo: 2011 } }));
    expect(found.map(({ year }) => year)).toEqual([10, 11, 35, 36, 60, 61, 85, 86].map((at) => 2000 + (at % 25)));
    expect(await exportAll(library, { filter: { venue: ["nowhere"] } })).toBe("");
  });

  it("writes references for other programs", async () => {
    const library = await openEmpty();
    await ingest(library.services, [
      { title: "Bees", authors: ["Ada One"], year: 2019 },
      { title: "Bees again", authors: ["Ada One"], year: 2019, venue: "ICML" },
    ]);
    const bibtex = await exportAll(library, { format: "bibtex" });
    expect(bibtex.match(/^@\w+\{one2019bees(-\w+)?,$/gm)).toHaveLength(2);
    expect((await exportAll(library, { format: "ris" })).match(/^ER {2}- $/gm)).toHaveLength(2);
    expect(JSON.parse(await exportAll(library, { format: "csl" }))).toMatchObject([
      { type: "article", title: "Bees" },
      { type: "paper-conference", title: "Bees again" },
    ]);
    expect((await exportAll(library, { format: "csv" })).split("\r\n")).toHaveLength(4);
    expect(JSON.parse(await exportAll(library, { format: "csl", filter: { venue: ["nowhere"] } }))).toEqual([]);
  });

  it("has no vector for a waiting paper, which is embedded on import", async () => {
    const first = await openEmpty({ workers: 0 });
    await takeIn(first, JSON.stringify({ id: "a", title: "Waits" }), false);
    const lines = await exportAll(first, { vectors: true });
    expect(parseLines(lines)[0]).toEqual({ id: "a", title: "Waits", authors: [], categories: [], keywords: [] });
    expect((await takeIn(await openEmpty(), lines)).counts).toMatchObject({ accepted: 1, embedded: 1 });
  });
});

describe("a vector in an imported line", { timeout: 60_000 }, () => {
  async function exportOne(options?: TestLibraryOptions): Promise<string> {
    const library = await openEmpty(options);
    await ingest(library.services, [{ id: "a", title: "Bees dance" }]);
    return exportAll(library, { vectors: true });
  }

  it("is ignored when another model is in use, which embeds the paper instead", async () => {
    const line = await exportOne();
    const other = await openEmpty({ openEmbedder: async () => createFakeEmbedder({ revision: "2" }) });
    expect((await takeIn(other, line)).counts).toMatchObject({ accepted: 1, embedded: 1 });
    expect(await exportAll(other, { vectors: true })).not.toBe(line);

    const waiting = await openEmpty({ openEmbedder: async () => createFakeEmbedder({ revision: "2" }), workers: 0 });
    expect((await takeIn(waiting, line, false)).counts).toMatchObject({ accepted: 1, embedded: 0 });
  });

  it("causes its paper to be rejected when it has the wrong length or is not a number", async () => {
    const [line] = parseLines(await exportOne());
    const model = (line?.["embedding"] as { model: string } | undefined)?.model;
    const broken = [
      Buffer.alloc(4 * 63),
      Buffer.alloc(0),
      Buffer.from(Float32Array.from({ length: 64 }, () => Number.NaN).buffer),
    ].map((bytes) => JSON.stringify({ ...line, embedding: { model, float32: bytes.toString("base64") } }));
    const library = await openEmpty();
    const job = await takeIn(library, broken.join("\n"));
    expect(job.counts).toMatchObject({ total: 3, accepted: 0, failed: 3 });
    expect((await library.services.listFailures(job.id, 1))[0]).toMatchObject({
      id: "a",
      reason: "the vector is not 64 finite numbers",
    });
  });

  it("is ignored when the field has a different form", async () => {
    const foreign = [
      { title: "One", embedding: [0.1, 0.2] },
      { title: "Two", embedding: { model: "specter", vector: [1, 2] }, version: "v2" },
    ];
    const job = await takeIn(await openEmpty(), foreign.map((value) => JSON.stringify(value)).join("\n"));
    expect(job.counts).toMatchObject({ accepted: 2, embedded: 2, failed: 0 });
  });
});
