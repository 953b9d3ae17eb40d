import { describe, expect, it } from "vitest";
import type { SearchRequest } from "../../src/domain/search/request.js";
import type { Stats } from "../../src/domain/health/status.js";
import { createUnknownPaperError } from "../../src/domain/paper/unknown-paper.js";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p1", title: "A title", authors: [], categories: [], keywords: [] };
const hit = { paper, score: 0.5, matchedBy: "both" as const };
const found = { hits: [hit], total: 1, timings: { totalMs: 1 } };
const papers = { papers: 0, embedded: 0, waiting: 0, failed: 0, withheld: 0 };
const emptyStats: Stats = {
  version: "1.2.3",
  papers,
  model: { id: "m", dimensions: 2 },
  indexes: { keyword: 0, vector: 0 },
  queue: { ready: true, outstanding: 0, detail: "" },
};

describe("the command line", () => {
  it("starts its help with examples", async () => {
    const { code, stdout } = await runInProcess(["search", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples:\n {2}paperkin search .*\n[^]*\n\nUsage: paperkin search/);
    expect(stdout).toContain("--data-dir");
  });

  it("serves when no command is given", async () => {
    const asked: object[] = [];
    const { code } = await runInProcess([], {}, { serve: async (options) => void asked.push(options) });
    expect({ code, asked }).toEqual({ code: 0, asked: [{}] });
  });

  it("prints the help as an error for options without a command", async () => {
    const { code, stdout, stderr } = await runInProcess(["--data-dir", "/x"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: paperkin");
  });

  it("prints its version", async () => {
    expect(await runInProcess(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\n" });
  });

  it("accepts global options before and after the command", async () => {
    const search = { searchPapers: async () => found };
    const before = await runInProcess(["--json", "--data-dir", "/x", "search", "words"], search);
    const after = await runInProcess(["search", "words", "--json", "--data-dir", "/x"], search);
    expect(before.globals).toMatchObject({ json: true, dataDir: "/x" });
    expect(after.globals).toMatchObject({ json: true, dataDir: "/x" });
  });

  it("builds one request from words and filters", async () => {
    let asked: SearchRequest | undefined;
    const searchPapers = async (request: SearchRequest) => {
      asked = request;
      return found;
    };
    const filters = ["--year", "2019", "--year", "2021", "--venue", "CoRL", "--author", "Ada One"];
    const run = await runInProcess(
      ["search", "two", "words", "-n", "3", "--offset", "2", "-m", "keyword", ...filters],
      { searchPapers },
    );
    expect(asked).toMatchObject({
      query: "two words",
      limit: 3,
      offset: 2,
      mode: "keyword",
      filter: { year: [2019, 2021], venue: ["CoRL"], author: ["Ada One"] },
    });
    expect(run.opened).toEqual(["read"]);
  });

  it.each([
    [["search", "x", "--limit", "101"], "Expected a whole number from 1 to 100"],
    [["search", "x", "--limit", "ten"], "Expected a whole number from 1 to 100"],
    [["search", "x", "--mode", "magic"], "Allowed choices are hybrid, semantic, keyword"],
    [["search", "x", "--url", "localhost:3000"], "Expected an address such as http://127.0.0.1:3000"],
    [["search", "x", "--limit", "100", "--offset", "950"], "offset and limit must be at most 1000 together"],
    [["search", "--facets", "curriculum", "learning"], "Put the query before --facets"],
    [["serch", "x"], "Did you mean search?"],
    [["reindex", "--url", "http://127.0.0.1:1"], "stop the server"],
    [["serve", "--url", "http://127.0.0.1:1"], "omit --url"],
    [["ingest", "no-such-file.jsonl"], "There is no file no-such-file.jsonl"],
    [["ingest", "tests/*.bib"], "No file matches tests/*.bib"],
    [["ingest", "a.csv", "--map", "titel=Name"], "titel=Name must be a field and a column"],
    [["ingest", "a.csv", "--format", "docx"], "Allowed choices are jsonl"],
    [["ingest", "arxiv:cat:cs.CL", "--from", "yesterday"], "Expected a date such as"],
    [["ingest", "-", "--vectors", "x.f16"], "--vectors requires a single file of papers"],
    [["ingest", "a.jsonl", "--vectors", "x.bin"], "--vectors-type"],
    [["ingest", "a.jsonl", "--vectors-type", "f16"], "use both"],
    [
      ["ingest", "a.jsonl", "--vectors", "x.f16", "--url", "http://127.0.0.1:1"],
      "--vectors needs the data folder itself",
    ],
  ])("rejects %j in one sentence, and opens nothing", async (parameters, sentence) => {
    const run = await runInProcess(parameters);
    expect(run).toMatchObject({ code: 2, stdout: "", opened: [] });
    expect(run.stderr).toContain(sentence);
    expect(run.stderr).not.toContain("    at ");
  });

  it("exits with 1 when nothing is found, and says how to fill an empty folder", async () => {
    const nothing = { ...found, hits: [], total: 0 };
    const run = await runInProcess(["search", "x"], {
      searchPapers: async () => nothing,
      readStats: async () => emptyStats,
    });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("paperkin ingest");
  });

  it("prints errors as JSON on stderr with --json, and nothing on stdout", async () => {
    const findSimilar = () => Promise.reject(createUnknownPaperError("p9"));
    const run = await runInProcess(["similar", "p9", "--json"], { findSimilar });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(JSON.parse(run.stderr)).toEqual({
      error: { code: "not_found", message: "There is no paper p9." },
    });
  });

  it("shows the stack only with --debug", async () => {
    const readStats = () => Promise.reject(new Error("broken"));
    expect((await runInProcess(["status"], { readStats })).stderr).not.toContain("    at ");
    expect((await runInProcess(["status", "--debug"], { readStats })).stderr).toContain("    at ");
  });

  it("closes the library when a command fails", async () => {
    let closed = 0;
    const close = async () => void (closed += 1);
    await runInProcess(["status"], { readStats: () => Promise.reject(new Error("broken")), close });
    expect(closed).toBe(1);
  });
});
