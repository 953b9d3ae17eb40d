import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Gain } from "../../src/domain/evaluation/ranking-metrics.js";
import { runInProcess } from "./fake-context.js";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "paperkin-compare-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeReport(
  name: string,
  figures: readonly number[],
  facts: { hash?: string; model?: string; gain?: Gain } = {},
) {
  const interval = { mean: 0, low: 0, high: 0 };
  const names = ["ndcg@10", "recall@100", "p@10", "mrr@10", "map"];
  const give = <T>(value: T) => Object.fromEntries(names.map((metric) => [metric, value]));
  const omissions = [
    ["queriesWithoutRelevant", "judgedNotInQueries", "queriesWithoutPaper", "queriesCut", "queriesWithOwnDocument"],
    ["judgedNotInCorpus", "documentsRefused", "documentsCut", "documentsNotEmbedded"],
  ].flat();
  const { hash = "0123456789abcdef", model = "m", gain = "linear" } = facts;
  const report = {
    collection: {
      name: "small",
      split: "test",
      documents: 9,
      queries: figures.length,
      hash,
      omissions: Object.fromEntries(omissions.map((omission) => [omission, 0])),
    },
    model,
    gain,
    runs: [
      {
        mode: "hybrid",
        metrics: give(interval),
        latency: { p50Ms: 1, p95Ms: 2 },
        queries: figures.map((figure, index) => ({ id: `q${index}`, ...give(figure) })),
      },
    ],
  };
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(report));
  return path;
}

describe("paperkin eval compare", () => {
  it("prints one line per measure, within 80 columns", async () => {
    const a = await writeReport("a.json", [0.5, 0.5, 0.5]);
    const b = await writeReport("b.json", [0.25, 0.25, 0.25], { model: "n" });
    const { code, stdout } = await runInProcess(["eval", "compare", a, b]);
    expect(code).toBe(0);
    expect(stdout).toContain("small, test: 3 queries\n");
    expect(stdout).toContain("b.json, n\n");
    // All three queries drop by a quarter; two of the eight sign patterns are as far from 0.
    expect(stdout).toMatch(/\nhybrid +nDCG@10 +0\.500 +0\.250 +-0\.250 +-0\.250 to -0\.250 +0\.250\n/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("prints the same as JSON", async () => {
    const path = await writeReport("same.json", [0.5, 1]);
    const { stdout } = await runInProcess(["eval", "compare", path, path, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      collection: { name: "small", queries: 2 },
      a: { file: path, model: "m" },
      runs: [{ mode: "hybrid", queries: 2, metrics: { map: { a: 0.75, b: 0.75, difference: 0, pValue: 1 } } }],
    });
  });

  it("rejects runs over different judgements, and files that are not reports", async () => {
    const a = await writeReport("a.json", [1]);
    const other = await writeReport("other.json", [1], { hash: "fedcba9876543210" });
    expect(await runInProcess(["eval", "compare", a, other])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("different queries or judgements"),
    });
    const exponential = await writeReport("exponential.json", [1], { gain: "exponential" });
    expect((await runInProcess(["eval", "compare", a, exponential])).stderr).toContain(
      "with different gains, linear and exponential",
    );
    const text = join(folder, "text.json");
    await writeFile(text, "nDCG@10 0.5");
    expect((await runInProcess(["eval", "compare", a, text])).stderr).toContain("is not what paperkin eval --json");
    expect((await runInProcess(["eval", "compare", a, "gone.json"])).stderr).toContain("There is no file gone.json");
  });
});
