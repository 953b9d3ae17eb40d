import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reportSchema } from "../../src/domain/evaluation/report.js";
import { type CollectionFolder, makeCollectionFolder } from "../support/collection-folder.js";
import { runEval } from "./run-eval.js";

let collection: CollectionFolder;
beforeEach(async () => void (collection = await makeCollectionFolder()));
afterEach(() => collection.remove());

const evaluate = (parameters?: readonly string[]) => runEval(collection.path, parameters);

describe("paperkin eval --run and --gain", () => {
  it("writes a run for each row, and its ranking is what was measured", async () => {
    const out = join(collection.path, "out.run");
    const { stderr, stdout } = await evaluate(["--json", "--run", out, "--mode", "keyword", "--mode", "semantic"]);
    expect(stderr).toContain("The runs are in ");
    const files = ["keyword", "semantic", "similar"].map((name) => join(collection.path, `out.${name}.run`));
    const [keyword = "", semantic = "", similar = ""] = await Promise.all(files.map((file) => readFile(file, "utf8")));
    expect(keyword).toMatch(/^q1 Q0 arXiv:2301\.00001v1 1 0\.\d{6} paperkin-keyword\n/);
    expect(semantic).toContain("\nq2 Q0 ");
    // The whole pool of the query, without its own paper.
    expect(similar.match(/^s1 Q0 \S+ [123] /gm)).toHaveLength(3);
    const [, , run] = reportSchema.parse(JSON.parse(stdout)).runs;
    const first = similar.split("\n").findIndex((line) => line.includes("arXiv:2301.00001v2"));
    expect(run?.queries[0]?.["mrr@10"]).toBe(1 / (first + 1));
  });

  it("writes a single run under the given name", async () => {
    await collection.write("queries.jsonl", [{ _id: "q1", text: "bees" }]);
    const out = join(collection.path, "out.run");
    expect((await evaluate(["--mode", "keyword", "--run", out])).stderr).toContain(`The run is in ${out}.`);
    expect(await readFile(out, "utf8")).toMatch(/^q1 Q0 /);
  });

  it("refuses a run that could not be written before anything is measured", async () => {
    const nowhere = await evaluate(["--run", join(collection.path, "none", "out.run")]);
    expect(nowhere).toMatchObject({ code: 2, embeds: [], stderr: expect.stringContaining("there is no folder") });
    await collection.write("queries.jsonl", [{ _id: "q1", text: "bees" }]);
    await collection.write("corpus.jsonl", [{ _id: "a b", text: "bees" }]);
    const unfit = await evaluate(["--run", join(collection.path, "out.run")]);
    expect(unfit).toMatchObject({ code: 2, embeds: [], stderr: expect.stringContaining('cannot hold the id "a b"') });
  });

  it("measures nDCG with the gain that is asked for", async () => {
    await collection.write("queries.jsonl", [{ _id: "q", text: "bees" }]);
    await collection.write("corpus.jsonl", [{ _id: "1", text: "bees" }]);
    await collection.write("qrels/test.tsv", "q\t1\t1\nq\tgone\t2\n");
    const measureNdcg = async (gain: string) => {
      const { stdout } = await evaluate(["--json", "--mode", "keyword", "--gain", gain]);
      const report = reportSchema.parse(JSON.parse(stdout));
      expect(report.gain).toBe(gain);
      return report.runs[0]?.metrics["ndcg@10"].mean;
    };
    // The found document has relevance 1, and the ideal order begins with 2, which counts as 2 or as 3.
    expect(await measureNdcg("linear")).toBeCloseTo(1 / (2 + 1 / Math.log2(3)), 10);
    expect(await measureNdcg("exponential")).toBeCloseTo(1 / (3 + 1 / Math.log2(3)), 10);
  });
});
