import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/domain/search/answer.js";
import type { Job } from "../../src/domain/jobs/job.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import type { Stats } from "../../src/domain/health/status.js";
import { runInProcess } from "./fake-context.js";
import { oneModel } from "./one-model.js";

/*
 * What scripts read from --json: for each command, an answer with every possible key. Adding, removing or renaming a
 * key shows up here, and the command's help must list it.
 */

const own = { tags: ["a"], extra: { stage: "in" }, retracted: true, retractionNote: "2021", keywords: ["robots"] };
const paper: Required<Paper> = {
  id: "p1",
  title: "A title",
  abstract: "What it says.",
  authors: ["Ada One"],
  authorNames: [{ family: "One", given: "Ada" }],
  year: 2019,
  date: "2019-01-31",
  venue: "CoRL",
  type: "paper-conference",
  categories: ["cs.RO"],
  doi: "10.1/a",
  arxivId: "1901.00001",
  url: "https://example.org/a",
  ...own,
};
const hit: Hit = { paper, score: 0.5, matchedBy: "both", duplicates: ["p2"] };
const timings = { totalMs: 1 };
const counts = { total: 2, accepted: 1, merged: 0, unchanged: 0, embedded: 1, failed: 1 };
const createdAt = "2026-01-01T00:00:00.000Z";
const job: Job = { id: "j1", state: "completed", priority: "normal", counts, changes: {}, createdAt };
const stats: Stats = {
  version: "1.2.3",
  papers: { papers: 1, embedded: 1, waiting: 0, failed: 0, withheld: 0 },
  model: { id: "m", dimensions: 2 },
  otherModel: {
    id: "n",
    dimensions: 3,
    state: "embedding",
    embedded: 1,
    failed: 0,
    missing: 1,
    papersPerSecond: 2,
    etaSeconds: 1,
    failure: "no disk",
  },
  indexes: { keyword: 1, vector: 1 },
  queue: { ready: true, outstanding: 0, detail: "" },
};
const library = {
  searchPapers: async () => ({
    hits: [{ ...hit, highlights: {}, explanation: {} }],
    total: 1,
    facets: {},
    cursor: "c",
    didYouMean: "x",
    correctedFrom: "y",
    noGoodMatch: true as const,
    timings,
  }),
  findSimilar: async () => ({ hits: [hit], timings }),
  recommendPapers: async () => ({
    hits: [{ ...hit, because: { positive: 0, id: "p3", title: "Liked", similarity: 0.9 } }],
    timings,
  }),
  listDuplicates: async () => ({ groups: [{ papers: [{ paper, similarity: 0.9 }] }], total: 1, cursor: "c" }),
  readPaper: async () => paper,
  removePaper: async () => undefined,
  readStats: async () => stats,
  acceptSource: async () => job,
  readJob: async () => job,
  waitForJob: async () => job,
  listFailures: async () => [{ line: 2, id: "p9", reason: "not JSON" }],
  listNotices: async () => [{ line: 3, id: "p1", kind: "merged" as const, notice: "it completes p1" }],
};
const check = { name: "port", state: "warning" as const, detail: "taken", advice: "choose another" };
const checkHealth = async () => ({ ok: true, checks: [check] });

/** Keys as paths; lists count by their first member, and the keys of a paper are listed only for show. */
function listKeys(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : listKeys(value[0], `${path}[]`);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const name = path === "" ? key : `${path}.${key}`;
    return ["paper", "timings", "extra"].includes(key) ? [name] : [name, ...listKeys(member, name)];
  });
}

const paperKeys =
  "id title abstract authors authorNames authorNames[].family authorNames[].given year date venue type categories keywords doi arxivId url tags extra retracted retractionNote"
    .split(" ")
    .map((key) => `papers[].${key}`);
const hitKeys = ["hits", "hits[].paper", "hits[].score", "hits[].matchedBy", "hits[].duplicates"];

const shapes: readonly (readonly [parameters: readonly string[], keys: readonly string[]])[] = [
  [
    ["search", "words"],
    [
      ...hitKeys,
      "hits[].highlights",
      "hits[].explanation",
      "total",
      "facets",
      "cursor",
      "didYouMean",
      "correctedFrom",
      "noGoodMatch",
      "timings",
    ],
  ],
  [
    ["similar", "p1"],
    [...hitKeys, "timings"],
  ],
  [
    ["recommend", "--like", "p3"],
    [...hitKeys, ...["", ".positive", ".id", ".title", ".similarity"].map((key) => `hits[].because${key}`), "timings"],
  ],
  [
    ["show", "p1"],
    ["papers", ...paperKeys],
  ],
  [
    ["duplicates"],
    ["groups", "groups[].papers", "groups[].papers[].paper", "groups[].papers[].similarity", "total", "cursor"],
  ],
  [
    ["ingest", "-"],
    [
      "counts",
      "counts.total",
      "counts.accepted",
      "counts.merged",
      "counts.unchanged",
      "counts.embedded",
      "counts.failed",
      "changes",
      "failures",
      ...["file", "line", "id", "reason"].map((key) => `failures[].${key}`),
      "jobs",
      "notices",
      ...["file", "line", "id", "kind", "notice"].map((key) => `notices[].${key}`),
      "passedOver",
      "sources",
      "sources[].name",
      "stopped",
    ],
  ],
  [["remove", "--yes", "p1"], ["removed"]],
  [
    ["status"],
    [
      "version",
      "papers",
      "papers.papers",
      "papers.embedded",
      "papers.waiting",
      "papers.failed",
      "papers.withheld",
      "model",
      "model.id",
      "model.dimensions",
      "otherModel",
      ..."id dimensions state embedded failed missing papersPerSecond etaSeconds failure"
        .split(" ")
        .map((key) => `otherModel.${key}`),
      "indexes",
      "indexes.keyword",
      "indexes.vector",
      "queue",
      "queue.ready",
      "queue.outstanding",
      "queue.detail",
    ],
  ],
  [["doctor"], ["ok", "checks", "checks[].name", "checks[].state", "checks[].detail", "checks[].advice"]],
  [["reindex"], ["papers", "embedded", "waiting", "failed", "model", "stopped"]],
];

describe.each(shapes)("%j with --json", (parameters, keys) => {
  it("prints one document with exactly these keys", async () => {
    const { code, stdout, stderr } = await runInProcess([...parameters, "--json"], library, { checkHealth });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(listKeys(JSON.parse(stdout)).toSorted()).toEqual([...keys].toSorted());
  });

  it("documents each key in its help", async () => {
    const { stdout } = await runInProcess([parameters[0] ?? "", "--help"]);
    const [, shape = ""] = /With --json: ([^]*?)\nExit code/.exec(stdout) ?? [];
    for (const key of keys) expect(shape).toContain(`"${key.split(".").at(-1)?.replace("[]", "")}"`);
  });
});

describe("reindex with --json", () => {
  const { model, otherModel } = stats;
  const kept = async () => ({
    model,
    otherModel: { id: "n", dimensions: 3, state: "kept" as const, embedded: 1, failed: 0, missing: 0 },
  });
  const compareModels = async () => ({
    model: "m",
    otherModel: "n",
    embedded: { papers: 2, model: 2, otherModel: 1 },
    overlapAt10: 0.5,
    queries: [{ query: "q", overlap: 0.5, model: ["p1"], otherModel: ["p2"] }],
  });
  const calls = {
    readModels: async () => ({ model, otherModel }),
    switchModel: kept,
    rollBackModel: kept,
    dropModel: kept,
    compareModels,
  };
  it.each([
    ["status", ["model", "otherModel"]],
    ["switch", ["model", "otherModel"]],
    ["rollback", ["model", "otherModel"]],
    ["drop", ["model", "otherModel"]],
    ["compare", ["model", "otherModel", "embedded", "overlapAt10", "queries"]],
  ])("%s prints these keys, and documents each in its help", async (name, keys) => {
    const { code, stdout } = await runInProcess(["reindex", name, "--json"], calls);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout) as object).toSorted()).toEqual(keys.toSorted());
    const help = (await runInProcess(["reindex", name, "--help"])).stdout;
    for (const key of keys) expect(help).toContain(`"${key}"`);
  });
});

describe("models with --json", () => {
  it.each([
    [["list"], ["models", "id", "title", "licence", "dimensions", "bytes", "onDisk", "folder", "inUse"]],
    [["fetch"], ["id", "folder"]],
    [["verify"], ["files", "modelId", "file", "path", "state"]],
    [
      ["import", "x"],
      ["models", "id", "complete"],
    ],
  ])("%j prints these keys, and documents each in its help", async (parameters, keys) => {
    const { code, stdout } = await runInProcess(["models", ...parameters, "--json"], {}, { openModels: oneModel });
    expect(code).toBe(0);
    const found = listKeys(JSON.parse(stdout)).map((key) => key.split(".").at(-1));
    expect(found.toSorted()).toEqual(keys.toSorted());
    const help = (await runInProcess(["models", parameters[0] ?? "", "--help"])).stdout;
    for (const key of keys) expect(help).toContain(`"${key}"`);
  });
});
