import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reportSchema } from "../../src/domain/evaluation/report.js";
import { type CollectionFolder, makeCollectionFolder } from "../support/collection-folder.js";
import { runInProcess } from "./fake-context.js";
import { runCommand } from "./run-command.js";
import { runEval } from "./run-eval.js";

let collection: CollectionFolder;
beforeEach(async () => void (collection = await makeCollectionFolder()));
afterEach(() => collection.remove());

const evaluate = (parameters?: readonly string[], signal?: AbortSignal) => runEval(collection.path, parameters, signal);

describe("paperkin eval", () => {
  it("measures every mode, with a separate row for queries by paper", async () => {
    const { code, stdout, folder, embeds } = await evaluate(["--json"]);
    expect(code).toBe(0);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      collection: {
        split: "test",
        documents: 6,
        queries: 4,
        omissions: {
          queriesWithoutRelevant: 1,
          judgedNotInQueries: 1,
          judgedNotInCorpus: 1,
          documentsRefused: 1,
          documentsCut: 0,
          documentsNotEmbedded: 0,
        },
      },
      model: "fake",
    });
    expect(report.runs.map(({ mode, queries }) => [mode, queries.map(({ id }) => id)])).toEqual([
      ["hybrid", ["q1", "q2", "q3"]],
      ["semantic", ["q1", "q2", "q3"]],
      ["keyword", ["q1", "q2", "q3"]],
      ["similar", ["s1"]],
    ]);
    const [, , keyword, similar] = report.runs;
    // For q1 both documents contain query words, the relevant one most; for q2 one of two relevant documents exists.
    expect(keyword?.queries).toMatchObject([
      { "ndcg@10": 1, "recall@100": 1, "mrr@10": 1, map: 1 },
      { "recall@100": 0.5, "mrr@10": 1, map: 0.5 },
      { "ndcg@10": 0, "recall@100": 0, "p@10": 0, "mrr@10": 0, map: 0 },
    ]);
    expect(similar?.queries).toMatchObject([{ "mrr@10": 1, map: 1 }]);
    expect(embeds).toEqual([true]);
    expect(existsSync(folder)).toBe(false);
  });

  it("prints a table that fits 80 columns, and says what was left out", async () => {
    const { code, stdout } = await evaluate(["--mode", "hybrid", "--semantic-weight", "0", "--semantic-weight", "1"]);
    expect(code).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/: 4 queries over 6 documents, fake\n/);
    expect(stdout).toMatch(
      /\n +nDCG@10 +recall@100 +P@10 +MRR@10 +MAP +latency\nhybrid 0 +\d\.\d{3} .* p50 .* ms\n +[01]?\.\d{3}–/,
    );
    expect(stdout).toMatch(/\nhybrid 1 .*\n.*\nsimilar /);
    expect(stdout).toContain("1 judged document is not in the corpus, and counts as not found.");
    expect(stdout).toContain("1 judged query has no relevant document and counts as 0, as in trec_eval.");
  });

  it("embeds nothing in keyword mode", async () => {
    await collection.write("queries.jsonl", [{ _id: "q1", text: "bees" }]);
    const { embeds, stdout } = await evaluate(["--mode", "keyword"]);
    expect(embeds).toEqual([false]);
    expect(stdout).not.toContain("hybrid");
  });

  it("reads compressed files, another split, and judgements outside a qrels folder", async () => {
    await collection.write("qrels/dev.tsv", "q1 0 doi:10.1000/abc 1\n");
    expect((await evaluate(["--split", "dev", "--mode", "keyword"])).stdout).toContain(", dev: 1 queries");
    await collection.write("qrels/test.tsv", undefined);
    await collection.write("qrels.tsv", "q1\t5\t1\nq2\t5\t1\n");
    await collection.write("corpus.jsonl", undefined);
    await writeFile(join(collection.path, "corpus.jsonl.gz"), gzipSync('{"_id":"5","text":"bees"}\n'));
    expect((await evaluate(["--mode", "keyword"])).stdout).toContain(": 2 queries over 1 documents");
  });

  it("ignores the document with the query's own id, unless it is judged relevant", async () => {
    await collection.write(
      "corpus.jsonl",
      ["a", "b"].map((id) => ({ _id: id, title: "the same words" })),
    );
    await collection.write(
      "queries.jsonl",
      ["a", "b"].map((id) => ({ _id: id, text: "the same words" })),
    );
    await collection.write("qrels/test.tsv", "a\tb\t1\nb\tb\t1\nb\ta\t1\n");
    const { stdout } = await evaluate(["--json", "--mode", "keyword"]);
    const { runs, collection: facts } = reportSchema.parse(JSON.parse(stdout));
    expect(runs[0]?.queries.map((query) => query["mrr@10"])).toEqual([1, 1]);
    expect(runs[0]?.queries[1]?.["recall@100"]).toBe(1);
    expect(facts.omissions.queriesWithOwnDocument).toBe(1);
  });

  it("ranks near-duplicates individually", async () => {
    const same = { title: "A study of the same words", text: "The same words tell of the same study." };
    const other = { title: "Other things", text: "Nothing in common." };
    await collection.write("corpus.jsonl", [
      { _id: "first", ...same },
      { _id: "copy", ...same },
      { _id: "alien", ...other },
    ]);
    await collection.write("queries.jsonl", [
      { _id: "q", text: "study words" },
      { _id: "s", paper: "first", pool: ["alien", "copy"] },
    ]);
    await collection.write("qrels/test.tsv", "q\tfirst\t1\nq\tcopy\t1\ns\tcopy\t1\n");
    const { runs } = reportSchema.parse(JSON.parse((await evaluate(["--json"])).stdout));
    expect(runs.map(({ mode, metrics }) => [mode, metrics.map.mean])).toEqual([
      ["hybrid", 1],
      ["semantic", 1],
      ["keyword", 1],
      ["similar", 1],
    ]);
  });

  it("exits with 130 when interrupted, and removes the scratch folder", async () => {
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    const { code, stdout, folder } = await evaluate([], stop.signal);
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    ["corpus.jsonl", undefined, 'has no corpus.jsonl: expected one document per line, {"_id","title","text"}'],
    ["queries.jsonl", undefined, 'has no queries.jsonl: expected one query per line, {"_id","text"}'],
    ["qrels/test.tsv", undefined, "expected lines of query id, document id and relevance"],
    ["corpus.jsonl", '{"_id":"a","text":"b"}\n{"id":"c"}', 'corpus.jsonl, line 2: expected {"_id","title","text"}'],
    ["corpus.jsonl", '{"_id":"a","text":"b"}\n{"_id":"a"}', "corpus.jsonl, line 2: the document a occurs twice"],
    ["queries.jsonl", '{"_id":"q1"}', 'queries.jsonl, line 1: expected {"_id","text"}'],
    ["queries.jsonl", '{"_id":"q1",', "queries.jsonl, line 1: expected"],
    ["queries.jsonl", '{"_id":1,"text":"b"}\n{"_id":"1","text":"b"}', "line 2: the query 1 occurs twice"],
    ["queries.jsonl", '{"_id":"other","text":"b"}', "are the query ids the same in both files?"],
    ["qrels/test.tsv", "q1\td1\n", "test.tsv, line 1: expected query id, document id and a whole number"],
  ])("reports in one line what is wrong with %s: %j", async (name, content, sentence) => {
    await collection.write(name, content);
    const { code, stdout, stderr, embeds } = await evaluate();
    expect({ code, stdout, embeds }).toEqual({ code: 2, stdout: "", embeds: [] });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  it("names the available splits", async () => {
    expect((await evaluate(["--split", "dev"])).stderr).toContain("There is test: choose with --split test.");
  });

  it.each([
    [["eval", "no-such-folder"], "There is no folder no-such-folder"],
    [["eval", "package.json"], "package.json is not a folder"],
    [["eval"], "Missing required argument"],
    [["eval", "x", "--gain", "cubic"], "Allowed choices are linear, exponential"],
    [["eval", "x", "--mode", "magic"], "Allowed choices are hybrid, semantic, keyword"],
    [["eval", "x", "--semantic-weight", "2"], "Expected a number from 0 to 1"],
    [["eval", "x", "--mode", "keyword", "--semantic-weight", "1"], "add --mode hybrid"],
    [["eval", "x", "--url", "http://127.0.0.1:1"], "omit --url"],
    [["eval", "x", "--data-dir", "d"], "omit --data-dir"],
  ])("rejects %j in one sentence", async (parameters, sentence) => {
    const run = await runInProcess(parameters);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(sentence);
  });
});

describe("paperkin eval in a shell", () => {
  it("leaves no files behind, on success or failure", { timeout: 60_000 }, async () => {
    const scratch = await mkdtemp(join(tmpdir(), "paperkin-eval-test-"));
    try {
      vi.stubEnv("TMPDIR", scratch);
      await collection.write("queries.jsonl", [{ _id: "q1", text: "bees" }]);
      const keyword = ["eval", collection.path, "--mode", "keyword", "--json"];
      const { code, stdout } = await runCommand(keyword, { dataDir: join(scratch, "data") });
      expect(code).toBe(0);
      expect(reportSchema.parse(JSON.parse(stdout)).runs).toHaveLength(1);
      const unknown = await runCommand([...keyword, "--model", "none"], { dataDir: join(scratch, "data") });
      expect(unknown).toMatchObject({ code: 2, stdout: "" });
      expect((await readdir(scratch)).filter((name) => name.startsWith("paperkin"))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      await rm(scratch, { recursive: true, force: true });
    }
  });
});
