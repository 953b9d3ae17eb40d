import { describe, expect, it } from "vitest";
import { compareReports } from "../../src/domain/evaluation/compare-reports.js";
import { type EvaluationReport, type EvaluationRun, reportSchema } from "../../src/domain/evaluation/report.js";

const omissions = {
  queriesWithoutRelevant: 0,
  judgedNotInQueries: 0,
  queriesWithoutPaper: 0,
  queriesCut: 0,
  queriesWithOwnDocument: 0,
  judgedNotInCorpus: 0,
  documentsRefused: 0,
  documentsCut: 0,
  documentsNotEmbedded: 0,
};

function makeReport(runs: EvaluationReport["runs"], hash = "h1"): EvaluationReport {
  return {
    collection: { name: "c", split: "test", documents: 9, queries: 3, hash, omissions },
    model: "m",
    gain: "linear",
    runs,
  };
}

function makeRun(mode: EvaluationRun["mode"], figures: Readonly<Record<string, number>>): EvaluationRun {
  const interval = { mean: 0, low: 0, high: 0 };
  return {
    mode,
    metrics: { "ndcg@10": interval, "recall@100": interval, "p@10": interval, "mrr@10": interval, map: interval },
    latency: { p50Ms: 1, p95Ms: 2 },
    queries: Object.entries(figures).map(([id, figure]) => ({
      id,
      "ndcg@10": figure,
      "recall@100": 1,
      "p@10": figure,
      "mrr@10": figure,
      map: figure,
    })),
  };
}

describe("two reports", () => {
  it("are compared row by row over their common queries", () => {
    const a = makeReport([makeRun("hybrid", { q1: 0.5, q2: 0.5, q3: 0.5, q4: 1 }), makeRun("keyword", { q1: 1 })]);
    const b = makeReport([makeRun("hybrid", { q3: 0.75, q2: 0.75, q1: 0.75 }), makeRun("similar", { q1: 1 })]);
    const [run, ...others] = compareReports(a, b);
    expect(others).toEqual([]);
    // All three are 0.25 better, so every resample has that mean. Two of eight sign patterns are as extreme: p 0.25.
    expect(run).toMatchObject({
      mode: "hybrid",
      queries: 3,
      metrics: {
        "ndcg@10": { a: 0.5, b: 0.75, difference: 0.25, low: 0.25, high: 0.25, pValue: 0.25 },
        "recall@100": { a: 1, b: 1, difference: 0, low: 0, high: 0, pValue: 1 },
      },
    });
  });

  it("have a row for each weight", () => {
    const weigh = (semanticWeight: number) => ({ ...makeRun("hybrid", { q1: semanticWeight }), semanticWeight });
    const a = makeReport([weigh(0), weigh(0.5)]);
    const runs = compareReports(a, makeReport([weigh(0.5), weigh(0)]));
    expect(runs.map(({ semanticWeight, metrics }) => [semanticWeight, metrics.map.difference])).toEqual([
      [0, 0],
      [0.5, 0],
    ]);
  });

  it("are rejected when their judgements differ or they share no row", () => {
    const a = makeReport([makeRun("hybrid", { q1: 1 })]);
    expect(() => compareReports(a, makeReport(a.runs, "h2"))).toThrow("different queries or judgements");
    expect(() => compareReports(a, makeReport([makeRun("keyword", { q1: 1 })]))).toThrow("share no row");
  });

  it("survive a round trip through their file", () => {
    const report = makeReport([makeRun("hybrid", { q1: 0.5 })]);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
