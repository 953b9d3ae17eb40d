import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.js";
import { runInProcess } from "./fake-context.js";

const papers = [
  { id: "a", title: "Bees", authors: ["Ada One"], year: 2019, categories: [], keywords: [] },
  { id: "b", title: "Ants", authors: [], categories: [], keywords: [] },
];
const lines = papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
const exportPapers = async () => writePieces();
async function* writePieces() {
  yield Buffer.from(lines.slice(0, 30));
  yield Buffer.from(lines.slice(30));
}

describe("paperkin export", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-export-"));
    file = join(folder, "papers.jsonl");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("writes the lines to standard output unchanged, and nothing else", async () => {
    expect(await runInProcess(["export"], { exportPapers })).toMatchObject({ code: 0, stdout: lines, stderr: "" });
  });

  it("requests the papers that match a filter, with vectors", async () => {
    const asked: unknown[] = [];
    const library = {
      async exportPapers(request: unknown) {
        asked.push(request);
        return Readable.from([]);
      },
    };
    const { code } = await runInProcess(["export", "--vectors", "--year", "2020", "--author", "Ada One"], library);
    expect([code, asked]).toEqual([
      1,
      [{ vectors: true, format: "jsonl", filter: { year: [2020], author: ["Ada One"] } }],
    ]);
  });

  it("replaces an existing file, and compresses it by file name or on request", async () => {
    await writeFile(file, "older");
    const { code, stdout, stderr } = await runInProcess(["export", "--out", file], { exportPapers });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: `2 papers in ${file}.\n` });
    expect(await readFile(file, "utf8")).toBe(lines);
    for (const [name, options] of [
      ["by-name.jsonl.gz", []],
      ["asked", ["--gzip"]],
    ] as const) {
      await runInProcess(["export", "--out", join(folder, name), ...options], { exportPapers });
      expect(gunzipSync(await readFile(join(folder, name))).toString()).toBe(lines);
    }
    expect((await readdir(folder)).toSorted()).toEqual(["asked", "by-name.jsonl.gz", "papers.jsonl"]);
  });

  it("reports as JSON how many papers are in which file", async () => {
    const { stdout } = await runInProcess(["export", "--out", file, "--json"], { exportPapers });
    expect(JSON.parse(stdout)).toEqual({ papers: 2, file });
  });

  it("writes references", async () => {
    const bibtex = await runInProcess(["export", "--format", "bibtex"], { exportPapers });
    expect(bibtex.stdout).toContain("@misc{one2019bees,\n  title = {{Bees}},");
    expect(bibtex.stdout).toContain("}\n\n@misc{ants,");
    const ris = await runInProcess(["export", "--format", "ris"], { exportPapers });
    expect(ris.stdout.match(/^TY {2}- GEN$/gm)).toHaveLength(2);
    const csl = await runInProcess(["export", "--format", "csl"], { exportPapers });
    expect(JSON.parse(csl.stdout)).toMatchObject([{ id: "a", type: "article" }, { id: "b" }]);
    const csv = await runInProcess(["export", "--format", "csv"], { exportPapers });
    expect(csv.stdout).toMatch(/^\uFEFFid,title,.*\r\na,Bees,,"One, Ada",2019,,,,,,,,,,,,\r\nb,Ants,.*\r\n$/);
  });

  it("keeps an existing file when the export fails midway, and leaves no partial file", async () => {
    await writeFile(file, "older");
    async function* breakOff() {
      yield Buffer.from(lines);
      throw new AppError("unavailable", "The answer broke off.");
    }
    const { code, stderr } = await runInProcess(["export", "--out", file], { exportPapers: async () => breakOff() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "paperkin: The answer broke off.\n" });
    expect([await readdir(folder), await readFile(file, "utf8")]).toEqual([["papers.jsonl"], "older"]);
  });

  it("leaves no file behind when interrupted", async () => {
    const stop = new AbortController();
    async function* stopHalfway() {
      yield Buffer.from(lines);
      stop.abort(new Error("stopped"));
      yield Buffer.from(lines);
    }
    const run = await runInProcess(
      ["export", "--out", file],
      { exportPapers: async () => stopHalfway() },
      { signal: stop.signal },
    );
    expect([run.code, await readdir(folder)]).toEqual([130, []]);
  });

  it("names the path that it cannot write", async () => {
    const nowhere = join(folder, "none", "papers.jsonl");
    const { code, stderr } = await runInProcess(["export", "--out", nowhere], { exportPapers });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^paperkin: .*papers\.jsonl cannot be written, so nothing was saved: ENOENT/);
  });

  it.each([
    [["--vectors", "--format", "ris"], "--vectors requires --format jsonl"],
    [["--json"], "--json requires --out"],
    [["--year", "12"], "Expected a whole number"],
  ])("rejects %j", async (options, message) => {
    const { code, stdout, stderr } = await runInProcess(["export", ...options], { exportPapers });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
