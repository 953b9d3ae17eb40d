import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/domain/search/answer.js";
import type { JudgedQuery } from "../../src/domain/evaluation/collection-record.js";
import { createDocumentNames } from "../../src/domain/evaluation/document-names.js";
import type { SearchRequest } from "../../src/domain/search/request.js";
import type { SimilarRequest } from "../../src/domain/similar/request.js";
import { createUnknownPaperError } from "../../src/domain/paper/unknown-paper.js";
import { countQuestions, evaluateRankings, type Measurement } from "../../src/services/evaluation/evaluate-rankings.js";

const names = createDocumentNames(["d0", "d1", "d2", "d3"]);

/** Hits for the stored papers with these numbers. */
function hitsOf(...numbers: readonly number[]): { hits: Hit[]; total: number; timings: { totalMs: number } } {
  const hits = numbers.map((number) => ({
    paper: { id: `eval:${number}`, title: "A title", authors: [], categories: [], keywords: [] },
    score: 1,
    matchedBy: "both" as const,
  }));
  return { hits, total: hits.length, timings: { totalMs: 0 } };
}

function ask(text: string, facts: Partial<JudgedQuery> = {}): JudgedQuery {
  return { id: text, question: { kind: "text", text }, judgements: new Map([["d1", 1]]), ...facts };
}

function askLike(paper: string, pool: readonly string[] | undefined, judged: readonly string[]): JudgedQuery {
  const question = { kind: "paper" as const, paper, ...(pool && { pool }) };
  return { id: `like ${paper}`, question, judgements: new Map(judged.map((id) => [id, 1])), own: paper };
}

function measure(facts: Partial<Measurement>) {
  const unexpected = () => Promise.reject(new Error("the test did not expect this call"));
  const ports = { names, searchPapers: unexpected, findSimilar: unexpected, now: () => 0 };
  return evaluateRankings({ queries: [], variants: [], ...ports, ...facts });
}

describe("an evaluation", () => {
  it("asks text queries in each mode, 100 hits deep, and maps hits to document ids", async () => {
    const asked: SearchRequest[] = [];
    const searchPapers = async (request: SearchRequest) => {
      asked.push(request);
      return hitsOf(0, 1);
    };
    const variants = [{ mode: "hybrid", semanticWeight: 0 }, { mode: "keyword" }, { mode: "similar" }] as const;
    const runs = await measure({ queries: [ask("one")], variants, searchPapers });
    expect(runs.map(({ mode, semanticWeight }) => [mode, semanticWeight])).toEqual([
      ["hybrid", 0],
      ["keyword", undefined],
    ]);
    // Each query runs twice, the first time to warm up.
    expect(asked).toHaveLength(4);
    expect(asked[1]).toMatchObject({ query: "one", limit: 100, mode: "hybrid", semanticWeight: 0, duplicates: "show" });
    // The one relevant document is second: 1 / log2 3 = 0.63093.
    expect(runs[0]?.queries).toEqual([
      { id: "one", "ndcg@10": expect.closeTo(0.63093, 5), "recall@100": 1, "p@10": 0.1, "mrr@10": 0.5, map: 0.5 },
    ]);
  });

  it("averages over the queries and reports latency percentiles", async () => {
    let clock = 0;
    const searchPapers = async ({ query }: SearchRequest) => {
      clock += query === "slow" ? 90 : 10;
      return query === "slow" ? hitsOf() : hitsOf(1);
    };
    const queries = [ask("a"), ask("slow"), ask("b"), ask("c")];
    const [run] = await measure({ queries, variants: [{ mode: "keyword" }], searchPapers, now: () => clock });
    expect(run?.metrics.map.mean).toBe(0.75);
    expect(run?.latency).toEqual({ p50Ms: 10, p95Ms: 90 });
  });

  it("counts the time to embed a query in each mode, although the vector is cached after the first", async () => {
    let clock = 0;
    const known = new Set<string>();
    const searchPapers = async ({ query }: SearchRequest) => {
      const embedMs = known.has(query) ? 0 : 8;
      known.add(query);
      clock += 2 + embedMs;
      return { ...hitsOf(1), timings: { embedMs, totalMs: 2 + embedMs } };
    };
    const variants = [{ mode: "hybrid" }, { mode: "semantic" }] as const;
    const runs = await measure({ queries: [ask("a")], variants, searchPapers, now: () => clock });
    expect(runs.map(({ latency }) => latency.p50Ms)).toEqual([10, 10]);
  });

  it("does not count a query's own document as its hit", async () => {
    const searchPapers = async () => hitsOf(0, 1);
    const [run] = await measure({ queries: [ask("a", { own: "d0" })], variants: [{ mode: "keyword" }], searchPapers });
    expect(run?.metrics["mrr@10"].mean).toBe(1);
  });

  it("truncates a query that is too long", async () => {
    const lengths: number[] = [];
    const searchPapers = async ({ query }: SearchRequest) => {
      lengths.push(query.length);
      return hitsOf();
    };
    await measure({ queries: [ask("x".repeat(10_001))], variants: [{ mode: "keyword" }], searchPapers });
    expect(lengths).toEqual([10_000, 10_000]);
  });

  it("ranks the papers of a pool, with unrankable ones last, ordered by id", async () => {
    const asked: (SimilarRequest & { id: string })[] = [];
    const findSimilar = async (id: string, request: SimilarRequest) => {
      asked.push({ id, ...request });
      return hitsOf(2);
    };
    const query = askLike("d0", ["d3", "d0", "d2", "d1", "stranger"], ["d3"]);
    const [run] = await measure({ queries: [query], variants: [{ mode: "similar" }], findSimilar });
    expect(asked[0]).toMatchObject({
      id: "eval:0",
      limit: 4,
      filter: { ids: ["eval:3", "eval:0", "eval:2", "eval:1"] },
      duplicates: "show",
    });
    // d2, then d1, d3 and the stranger by id.
    expect(run?.queries).toMatchObject([{ id: "like d0", "mrr@10": 1 / 3 }]);
  });

  it("ranks all papers when there is no pool", async () => {
    const asked: SimilarRequest[] = [];
    const findSimilar = async (_: string, request: SimilarRequest) => {
      asked.push(request);
      return hitsOf(1, 2);
    };
    const queries = [askLike("d0", undefined, ["d2"]), ask("words")];
    const [run] = await measure({ queries, variants: [{ mode: "similar" }], findSimilar });
    expect(asked[0]).toMatchObject({ limit: 100, filter: {} });
    expect(run?.queries).toMatchObject([{ id: "like d0", "mrr@10": 0.5 }]);
  });

  it("scores 0 for a document that could not be stored", async () => {
    const findSimilar = () => Promise.reject(createUnknownPaperError("eval:0"));
    const queries = [askLike("d0", undefined, ["d2"])];
    const [run] = await measure({ queries, variants: [{ mode: "similar" }], findSimilar });
    expect(run?.metrics.map.mean).toBe(0);
  });

  it("counts its queries, reports progress and stops when aborted", async () => {
    const queries = [ask("a"), ask("b"), askLike("d0", undefined, ["d2"])];
    const variants = [{ mode: "keyword" }, { mode: "semantic" }] as const;
    expect(countQuestions({ queries, variants })).toBe(4);
    const stop = new AbortController();
    const told: number[] = [];
    const onQuery = (asked: number) => {
      told.push(asked);
      if (asked === 3) stop.abort(new Error("stopped"));
    };
    const running = measure({ queries, variants, searchPapers: async () => hitsOf(1), onQuery, signal: stop.signal });
    await expect(running).rejects.toThrow("stopped");
    expect(told).toEqual([1, 2, 3]);
  });
});
