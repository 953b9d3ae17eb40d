import { describe, expect, it } from "vitest";
import { recommendationRequestSchema } from "../../src/domain/recommend/request.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import { AppError } from "../../src/errors.js";
import { createRemoteServices } from "../../src/cli/library/remote-services.js";
import { serveAnswers } from "../support/serve-answers.js";

const stats = {
  version: "1.2.3",
  papers: { papers: 1, embedded: 1, waiting: 0, failed: 0, withheld: 0 },
  model: { id: "m", dimensions: 2 },
  indexes: { keyword: 1, vector: 1 },
  queue: { ready: true, outstanding: 0, detail: "" },
};
const counts = { total: 2, accepted: 2, unchanged: 0, embedded: 0, failed: 0 };
const job = { id: "j1", state: "waiting", priority: "normal", counts, createdAt: "2024-01-01T00:00:00.000Z" };
const hits = [
  {
    paper: { id: "doi:10.1/a", title: "A", authors: [], categories: [], keywords: [] },
    score: 1,
    matchedBy: "meaning",
  },
];
const problem = {
  type: "urn:x",
  title: "An API key is required",
  status: 401,
  detail: "A key is needed.",
  code: "unauthorized",
};

async function* sendLines(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{"title":"one"}\n{brok');
  yield Buffer.from("en\n");
}

describe("the papers of a server", () => {
  it("are read one by one, and recommended from examples", async () => {
    const { paper } = hits[0]!;
    const { url, asked } = await serveAnswers([{ body: paper }, { body: { hits, timings: { totalMs: 1 } } }]);
    const services = createRemoteServices({ url });
    expect(await services.readPaper("doi:10.1/a")).toEqual(paper);
    const request = recommendationRequestSchema.parse({ positive: [{ id: "p" }], limit: 3 });
    expect((await services.recommendPapers(request)).hits).toEqual(hits);
    expect(asked.map(({ line }) => line)).toEqual(["GET /v1/papers/doi%3A10.1%2Fa", "POST /v1/recommendations"]);
    expect(JSON.parse(asked[1]?.body ?? "")).toEqual(request);
  });

  it("are searched with the whole request and the API key", async () => {
    const { url, asked } = await serveAnswers([{ body: { hits, total: 1, timings: { totalMs: 2 } } }]);
    const request = searchRequestSchema.parse({
      query: "q",
      limit: 5,
      facets: "venue",
      filter: { year: [2020] },
    });
    const answer = await createRemoteServices({ url, apiKey: "secret" }).searchPapers(request);
    expect(answer.hits[0]?.paper.id).toBe("doi:10.1/a");
    expect(asked[0]).toMatchObject({ line: "POST /v1/search", authorization: "Bearer secret" });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(request);
  });

  it("are found by similarity with the id and filters percent-encoded", async () => {
    const { url, asked } = await serveAnswers([{ body: { hits, timings: { totalMs: 2 } } }]);
    const request = similarRequestSchema.parse({ limit: 3, filter: { venue: ["A&B", "C"] } });
    await createRemoteServices({ url }).findSimilar("doi:10.1/a", request);
    expect(asked[0]?.line).toMatch(/^GET \/v1\/papers\/doi%3A10.1%2Fa\/similar\?limit=3&.*venue=A%26B&venue=C$/);
    expect(asked[0]?.authorization).toBeUndefined();
  });

  it("are recommended, read and removed", async () => {
    const [hit] = hits;
    const { url, asked } = await serveAnswers([
      { body: { hits, timings: { totalMs: 1 } } },
      { body: hit?.paper },
      { status: 204, body: undefined },
    ]);
    const remote = createRemoteServices({ url });
    const request = recommendationRequestSchema.parse({ positive: [{ id: "doi:10.1/b" }] });
    expect((await remote.recommendPapers(request)).hits).toEqual(hits);
    expect(await remote.readPaper("doi:10.1/a")).toEqual(hit?.paper);
    await remote.removePaper("doi:10.1/a");
    expect(asked.map(({ line }) => line)).toEqual([
      "POST /v1/recommendations",
      "GET /v1/papers/doi%3A10.1%2Fa",
      "DELETE /v1/papers/doi%3A10.1%2Fa",
    ]);
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(request);
  });

  it("are listed in groups of near-duplicates", async () => {
    const groups = [{ papers: [{ paper: hits[0]?.paper, similarity: 0.97 }] }];
    const { url, asked } = await serveAnswers([{ body: { groups, total: 1 } }, { body: { groups: [], total: 1 } }]);
    const remote = createRemoteServices({ url });
    expect(await remote.listDuplicates({ limit: 5 })).toEqual({ groups, total: 1 });
    await remote.listDuplicates({ limit: 5, cursor: "12" });
    expect(asked.map(({ line }) => line)).toEqual([
      "GET /v1/duplicates?limit=5",
      "GET /v1/duplicates?limit=5&cursor=12",
    ]);
  });

  it("have authors that are found by word prefix", async () => {
    const authors = [{ name: "Geoffrey Hinton", count: 2 }];
    const { url, asked } = await serveAnswers([{ body: { authors } }]);
    expect(await createRemoteServices({ url }).listAuthors({ prefix: "hint", limit: 5 })).toEqual({ authors });
    expect(asked[0]?.line).toBe("GET /v1/authors?prefix=hint&limit=5");
  });

  it("are sent byte for byte, so that line numbers stay correct", async () => {
    const { url, asked } = await serveAnswers([{ body: stats }, { status: 202, body: { job } }]);
    const accepted = await createRemoteServices({ url }).acceptLines(sendLines());
    expect(accepted.id).toBe("j1");
    expect(asked[1]).toMatchObject({ line: "POST /v1/papers", body: '{"title":"one"}\n{broken\n' });
  });

  it("are previewed without being stored", async () => {
    const preview = {
      counts: { total: 2, accepted: 1, new: 1, merged: 0, unchanged: 0, failed: 1 },
      changes: {},
      notices: [],
      titles: ["one"],
      rejected: [{ line: 2, reason: "not JSON" }],
      embedding: { papers: 1, waiting: 0 },
      space: { diskBytes: 1, memoryBytes: 1, basis: "measured" },
    };
    const { url, asked } = await serveAnswers([{ body: stats }, { body: { preview, source: { format: "csv" } } }]);
    const found: unknown[] = [];
    const options = { reading: { format: "csv" as const }, onFound: (source: unknown) => found.push(source) };
    expect(await createRemoteServices({ url }).previewSource(sendLines(), options)).toEqual(preview);
    expect(found).toEqual([{ format: "csv" }]);
    expect(asked[1]).toMatchObject({
      line: "POST /v1/papers?dryRun=true&format=csv",
      body: '{"title":"one"}\n{broken\n',
    });
  });

  it("are sent as a file with its name and reading options, and report the detected format", async () => {
    const source = { format: "csv", columns: { title: "Name" } };
    const { url, asked } = await serveAnswers([{ body: stats }, { status: 202, body: { job, source } }]);
    let found: unknown;
    const filter = { categories: ["cs.CL"], yearFrom: 2020 };
    await createRemoteServices({ url }).acceptSource(sendLines(), {
      reading: { name: "käse.csv", format: "csv", columns: { title: "Name" }, filter },
      onFound: (seen) => (found = seen),
      priority: "high",
    });
    expect(found).toEqual(source);
    expect(asked[1]).toMatchObject({
      line: "POST /v1/papers?priority=high&format=csv&map=title%3AName&category=cs.CL&yearFrom=2020",
      body: '{"title":"one"}\n{broken\n',
    });
  });

  it("have jobs that are listed and controlled", async () => {
    const { url, asked } = await serveAnswers([{ body: { jobs: [job] } }, { body: { ...job, state: "paused" } }]);
    const remote = createRemoteServices({ url });
    expect(await remote.listJobs(7)).toEqual([job]);
    expect(await remote.changeJob("j/1", "pause")).toMatchObject({ state: "paused" });
    expect(asked.map(({ line }) => line)).toEqual(["GET /v1/jobs?limit=7", "POST /v1/jobs/j%2F1/pause"]);
  });

  it("are sent as lines when this process fetched them from the network", async () => {
    const { url, asked } = await serveAnswers([{ body: stats }, { status: 202, body: { job } }]);
    async function* harvest() {
      yield { line: 1, value: { title: "one" } };
      yield { line: 2, reason: "broken" };
    }
    await createRemoteServices({ url }, async () => harvest).acceptHarvest({ address: "arxiv:x" });
    expect(asked[1]).toMatchObject({ line: "POST /v1/papers", body: '{"title":"one"}\n' });
    expect(() => createRemoteServices({ url }).acceptHarvest({ address: "arxiv:x" })).toThrow(AppError);
  });

  it("fail with the error of their source", async () => {
    const { url } = await serveAnswers([{ body: stats }, { status: 202, body: { job } }]);
    async function* fail(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("{}\n");
      throw new Error("the disk is gone");
    }
    await expect(createRemoteServices({ url }).acceptLines(fail())).rejects.toThrow("the disk is gone");
  });

  it("are awaited until the job ends, with every change reported", async () => {
    const active = { ...job, state: "active", counts: { ...counts, embedded: 1 } };
    const done = { ...job, state: "completed", counts: { ...counts, embedded: 2 } };
    const { url } = await serveAnswers([{ body: job }, { body: active }, { body: active }, { body: done }]);
    const seen: number[] = [];
    const ended = await createRemoteServices({ url }).waitForJob("j1", {
      onChange: ({ counts: { embedded } }) => seen.push(embedded),
    });
    expect(ended.state).toBe("completed");
    expect(seen).toEqual([0, 1, 2]);
  });

  it("have failures with line numbers", async () => {
    const failures = [{ line: 2, reason: "not JSON" }];
    const { url, asked } = await serveAnswers([{ body: { failures } }]);
    expect(await createRemoteServices({ url }).listFailures("j1", 10)).toEqual(failures);
    expect(asked[0]?.line).toBe("GET /v1/jobs/j1/failures?limit=10");
  });

  it("are rejected with the code and message of the server", async () => {
    const { url } = await serveAnswers([{ status: 401, body: problem }]);
    await expect(createRemoteServices({ url }).readStats()).rejects.toMatchObject({
      code: "unauthorized",
      message: "A key is needed.",
    });
  });

  it("are unavailable when another service answers", async () => {
    const { url } = await serveAnswers([{ body: { hello: "world" } }, { status: 404, body: "nothing here" }]);
    const remote = createRemoteServices({ url });
    await expect(remote.readStats()).rejects.toMatchObject({ code: "unavailable" });
    await expect(remote.readStats()).rejects.toThrow("answered 404");
  });

  it("are unavailable when no server answers, with advice on what to do", async () => {
    const { url, stop } = await serveAnswers([]);
    stop();
    await expect(createRemoteServices({ url }).readStats()).rejects.toThrow(/ECONNREFUSED.*paperkin serve/);
  });
});
