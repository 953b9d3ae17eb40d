import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { PaperLibrary } from "../../src/cli/context.js";
import type { CompareRequest, ModelsAnswer, OtherModelStatus } from "../../src/domain/models/change.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { runInProcess } from "./fake-context.js";

const model = { id: "old", dimensions: 2 };
const describeModels = (changes: Partial<OtherModelStatus> = {}): ModelsAnswer => ({
  model,
  otherModel: { id: "next", dimensions: 3, state: "embedding", embedded: 40, failed: 0, missing: 60, ...changes },
});
const ready = describeModels({ state: "ready", embedded: 100, missing: 0 });

/** A library that reports one state after the other, and records the calls. */
function makeLibrary(states: readonly ModelsAnswer[]) {
  const called: string[] = [];
  const left = [...states];
  const library: Partial<PaperLibrary> = {
    readModels: async () => left.shift() ?? ready,
    async changeModel(id) {
      called.push(`change ${id}`);
      return describeModels();
    },
    async switchModel() {
      called.push("switch");
      return {
        model: { id: "next", dimensions: 3 },
        otherModel: { ...describeModels().otherModel!, ...model, state: "kept" },
      };
    },
    close: async () => void called.push("close"),
  };
  return { library, called };
}

describe("paperkin reindex --model", () => {
  it("starts the change to the model, waits until it is ready, and prints the next step", async () => {
    const { library, called } = makeLibrary([{ model }, describeModels()]);
    const run = await runInProcess(["reindex", "--model", "next"], library);
    expect(run).toMatchObject({ code: 0, opened: ["changeModel"] });
    expect(run.stdout).toContain("ready: 100 of 100 papers");
    expect(run.stdout).toContain("paperkin reindex switch");
    expect(called).toEqual(["change next", "close"]);
  });

  it("switches when the model is ready, with --switch", async () => {
    const { library, called } = makeLibrary([{ model }, describeModels()]);
    const run = await runInProcess(["reindex", "--model", "next", "--switch"], library);
    expect(called).toEqual(["change next", "switch", "close"]);
    expect(run.stdout).toMatch(/in use +next[^]*kept +old/);
  });

  it("exits with 130 on Ctrl-C, and closes the library", async () => {
    const { library, called } = makeLibrary([{ model }, describeModels()]);
    const stopping = new AbortController();
    const changeModel = async () => {
      stopping.abort();
      return describeModels();
    };
    const parts = { signal: stopping.signal };
    const run = await runInProcess(["reindex", "--model", "next"], { ...library, changeModel, remote: true }, parts);
    expect(run).toMatchObject({ code: 130, stdout: "" });
    expect(called).toEqual(["close"]);
  });

  it("fails with the reason of a failed change", async () => {
    const { library } = makeLibrary([{ model }, describeModels({ failure: "no source has the model" })]);
    const run = await runInProcess(["reindex", "--model", "next"], library);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("failed and is retried: no source has the model");
  });

  it("only rebuilds the indexes when the model is already in use", async () => {
    const papers = { papers: 4, embedded: 4, waiting: 0, failed: 0, withheld: 0 };
    const queue = { ready: true, outstanding: 0, detail: "" };
    const readStats = async () => ({ version: "1", papers, model, indexes: { keyword: 4, vector: 4 }, queue });
    const readModels = async () => ({ model });
    const run = await runInProcess(["reindex", "--model", "old"], { readStats, readModels });
    expect(run).toMatchObject({
      code: 0,
      opened: ["changeModel", "rebuild"],
    });
    const served = await runInProcess(["reindex", "--model", "old"], { readModels, remote: true });
    expect(served).toMatchObject({ code: 2, stdout: "" });
    expect(served.stderr).toContain("in use already");
  });

  it("rejects --switch without a model", async () => {
    const run = await runInProcess(["reindex", "--switch"]);
    expect(run).toMatchObject({ code: 2, opened: [] });
    expect(run.stderr).toContain("paperkin reindex switch");
  });
});

describe("paperkin reindex compare", () => {
  afterEach(removeTemporaryFolders);
  const asked: string[] = [];
  const compareModels = async ({ queries = ["A title"] }: CompareRequest) => {
    asked.push(...queries);
    const rows = queries.map((query) => ({ query, overlap: 0.5, model: ["p1", "p2"], otherModel: ["p2", "p3"] }));
    const embedded = { papers: 1_883, model: 1_883, otherModel: 896 };
    return { model: "old", otherModel: "next", embedded, overlapAt10: 0.5, queries: rows };
  };

  it("queries with the titles of some papers, and shows where the results differ", async () => {
    const { code, stdout } = await runInProcess(["reindex", "compare"], { compareModels });
    expect(code).toBe(0);
    expect(stdout).toContain("old (in use) and next: 1 question");
    expect(stdout).toContain("overlap@10  0.500");
    expect(stdout).toContain("0.50  A title");
    expect(stdout).toContain("Only a part is compared: next has vectors of 896 of 1,883 papers, and finds the others");
    expect(stdout).not.toContain("old has vectors");
  });

  it("queries with the lines of a file, or with judged queries of a folder and nDCG@10 of both", async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, "questions.txt"), "first\n\nsecond\n");
    asked.length = 0;
    await runInProcess(["reindex", "compare", "--queries", join(folder, "questions.txt")], { compareModels });
    expect(asked).toEqual(["first", "second"]);

    await mkdir(join(folder, "qrels"));
    await writeFile(join(folder, "queries.jsonl"), '{"_id":"q1","text":"one"}\n{"_id":"q2","text":"two"}\n');
    await writeFile(join(folder, "qrels", "test.tsv"), "query-id\tcorpus-id\tscore\nq1\tp2\t1\n");
    const run = await runInProcess(["reindex", "compare", "--queries", folder, "--json"], { compareModels });
    const { ndcgAt10 } = JSON.parse(run.stdout) as { ndcgAt10: { queries: number; model: number; otherModel: number } };
    expect(ndcgAt10).toMatchObject({ queries: 1, model: 1 / Math.log2(3), otherModel: 1 });
    const shown = await runInProcess(["reindex", "compare", "--queries", folder], { compareModels });
    expect(shown.stdout).toContain("nDCG@10     0.631 and 1.000: +0.369 [+0.369, +0.369] over 1 judged question");
  });

  it("reports what is wrong with a file", async () => {
    const run = await runInProcess(["reindex", "compare", "--queries", "no-such-file"], { compareModels });
    expect(run).toMatchObject({ code: 2, opened: [] });
    expect(run.stderr).toContain("no-such-file");
  });
});
