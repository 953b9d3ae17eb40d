import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatPreview, formatTotal } from "../../src/cli/print/preview.js";
import { createPaint } from "../../src/terminal/paint.js";
import { AppError } from "../../src/errors.js";
import type { Preview } from "../../src/domain/ingest/preview.js";
import { runInProcess } from "./fake-context.js";

const preview: Preview = {
  counts: { total: 1005, accepted: 1001, new: 1000, merged: 1, unchanged: 1, failed: 2 },
  changes: { abstract: { added: 1 }, venue: { changed: 2 } },
  notices: [],
  titles: ["A first paper", "A second \u001b[31mpaper"],
  rejected: [
    { line: 7, id: "x", reason: "title: expected string" },
    { line: 9, reason: "the line is not JSON" },
  ],
  embedding: { papers: 1001, waiting: 3, papersPerSecond: 20, rateSource: "timed", seconds: 51 },
  space: { diskBytes: 6_560_000, memoryBytes: 3_460_000, basis: "measured" },
};
const layout = { columns: 80, paint: createPaint(false) };

describe("a formatted preview", () => {
  it("shows counts, time, space, titles and rejections", () => {
    expect(formatPreview({ file: "papers.jsonl", source: { format: "jsonl" }, preview }, layout).split("\n")).toEqual([
      "papers.jsonl: 1,005 records",
      "JSON Lines, one paper per line",
      "",
      "  new             1,000  not stored yet",
      "  changed             1  would be completed or updated",
      "  merged              1  of a paper of this file, or stored under another id",
      "  unchanged           1  say nothing new",
      "  refused             2  would not be imported",
      "",
      "  changes    1 paper gets an abstract, 2 another venue",
      "  embedding  1,001 papers, after 3 already waiting: about 51 s at 20/s, measured",
      "             on a sample",
      "  disk       6.6 MB more",
      "  memory     3.5 MB more",
      "",
      "First new papers",
      "  A first paper",
      "  A second [31mpaper",
      "",
      "Refused",
      "  line 7 x: title: expected string",
      "  line 9: the line is not JSON",
    ]);
  });

  it("shows totals for several files, but not for one", () => {
    const none: Preview = {
      ...preview,
      counts: { ...preview.counts, merged: 0 },
      changes: {},
      embedding: { papers: 0, waiting: 3, papersPerSecond: 9, rateSource: "recent", seconds: 1 },
    };
    const slow: Preview = { ...preview, embedding: { ...preview.embedding, papersPerSecond: 5, seconds: 201 } };
    const files = [none, preview, slow].map((one, index) => ({ file: `${index}.bib`, preview: one }));
    expect(formatTotal(files, layout)[0]?.split("\n")).toEqual([
      "All 3 files: 3,015 records",
      "A paper that is in two of the files is counted in both.",
      "",
      "  new             3,000  not stored yet",
      "  changed             3  would be completed or updated",
      "  merged              2  of a paper of the same file, or stored under another id",
      "  unchanged           3  say nothing new",
      "  refused             6  would not be imported",
      "",
      "  changes    2 papers get an abstract, 4 another venue",
      "  embedding  2,002 papers, after 3 already waiting: about 4 min at 8/s, measured",
      "             on a sample",
      "  disk       19.7 MB more",
      "  memory     10.4 MB more",
    ]);
    expect(formatTotal(files.slice(0, 1), layout)).toEqual([]);
    const unknown: Preview = { ...preview, embedding: { papers: 5, waiting: 0 } };
    expect(formatTotal([...files, { file: "u", preview: unknown }], layout)[0]).toContain("no worker is running");
    expect(formatTotal([files[0]!, files[0]!], layout)[0]).toContain("nothing to embed");
  });

  it("says what is unknown, and how many more records were rejected", () => {
    const rejected = Array.from({ length: 100 }, (_, index) => ({ line: index + 1, reason: "not JSON" }));
    const counts = { ...preview.counts, merged: 0, failed: 500 };
    const embedding = { papers: 5, waiting: 0 };
    const text = formatPreview({ file: "x", preview: { ...preview, counts, titles: [], rejected, embedding } }, layout);
    expect(text).toContain("no worker is running");
    expect(text).toContain("  line 10: not JSON\n  and 490 more");
    expect(text).not.toContain("merged");
    expect(text).not.toContain("First new papers");
  });

  it("fits the terminal's width", () => {
    const long = { ...preview, titles: ["word ".repeat(60)], rejected: [{ line: 1, reason: "because ".repeat(60) }] };
    const lines = formatPreview({ file: `${"folder/".repeat(20)}x.jsonl`, preview: long }, layout).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("paperkin ingest --dry-run", () => {
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-dry-run-"));
    file = join(folder, "papers.jsonl");
    await writeFile(file, '{"title":"one"}\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("opens the library only for a preview, and prints a table for each file", async () => {
    const sent: string[] = [];
    const previewSource = async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) sent.push(Buffer.from(chunk).toString());
      return preview;
    };
    const run = await runInProcess(["ingest", "--dry-run", file, file], { previewSource });
    expect(run).toMatchObject({ code: 0, opened: ["preview"] });
    expect(sent).toEqual(['{"title":"one"}\n', '{"title":"one"}\n']);
    expect(run.stdout.match(/papers\.jsonl: 1,005 records/g)).toHaveLength(2);
    expect(run.stderr).toContain("Nothing was imported");
  });

  it("prints the previews as JSON", async () => {
    const run = await runInProcess(["ingest", "--dry-run", "--json", file], {
      previewSource: async (_chunks, { onFound } = {}) => (onFound?.({ format: "jsonl" }), preview),
    });
    expect(JSON.parse(run.stdout)).toEqual({
      previews: [{ file, source: { format: "jsonl" }, preview }],
      passedOver: [],
    });
    expect(run.stderr).toBe("");
  });

  it.each([
    [0, 0, 1],
    [3, 3, 2],
    [3, 2, 0],
  ])("of %i records, %i of them rejected, exits with %i", async (total, rejected, code) => {
    const counts = { ...preview.counts, total, failed: rejected };
    const run = await runInProcess(["ingest", "--dry-run", file], {
      previewSource: async () => ({ ...preview, counts }),
    });
    expect(run.code).toBe(code);
  });

  it("skips files of a folder that contain no papers, and sends no network requests", async () => {
    const unknown = () => Promise.reject(new AppError("bad_input", "in no format that is known"));
    const run = await runInProcess(["ingest", "--dry-run", folder], { previewSource: unknown });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("papers.jsonl is not readable: in no format");
    expect(await runInProcess(["ingest", "--dry-run", file], { previewSource: unknown })).toMatchObject({ code: 2 });
    const network = await runInProcess(["ingest", "--dry-run", "arxiv:cat:cs.CL"]);
    expect(network).toMatchObject({ code: 2, opened: [], stderr: expect.stringContaining("works only with files") });
  });

  it("exits with 130 after Ctrl-C, and prints no partial result", async () => {
    const stop = new AbortController();
    const previewSource = async () => {
      stop.abort(new Error("stopped"));
      throw stop.signal.reason;
    };
    const run = await runInProcess(["ingest", "--dry-run", file], { previewSource }, { signal: stop.signal });
    expect(run).toMatchObject({ code: 130, stdout: "" });
  });
});
