import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { createClient, type Job, type PaperkinClient, PaperkinError } from "../../src/client/index.js";
import type { Calls } from "../../src/operations/index.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const papers = [
  { id: "zebra/1:x", title: "Zebra herds", abstract: "zebra grass", year: 2000, venue: "Ecology" },
  { id: "zebra", title: "Zebra stripes", abstract: "zebra stripes", year: 2010, venue: "Zoology" },
  { id: "whale", title: "Whale songs", abstract: "whale songs", year: 2020, venue: "Ecology" },
];

let server: TestServer;
let client: PaperkinClient;
beforeAll(async () => {
  server = await startTestServer({ papers, apiKeys: ["secret"] });
  client = createClient({ url: `${server.url}/`, apiKey: "secret" });
});
afterAll(() => server.close());

const idsOf = (answer: { readonly hits: readonly { readonly paper: { readonly id: string } }[] }) =>
  answer.hits.map(({ paper }) => paper.id);

describe("a client", () => {
  it.each(["", ".", ".."])("rejects the id %j, which would address another operation", async (id) => {
    await expect(client.getPaper(id)).rejects.toMatchObject({ code: "bad_input", details: [{ path: "id" }] });
    await expect(client.jobs.wait(id)).rejects.toBeInstanceOf(PaperkinError);
  });

  it("searches, and finds papers similar to others and to a text", async () => {
    const found = await client.search({
      query: "zebra",
      mode: "keyword",
      filter: { venue: "ecology" },
      facets: ["year"],
    });
    expect([idsOf(found), found.total]).toEqual([["zebra/1:x"], 1]);
    expect(found.facets?.year).toEqual([{ value: 2000, count: 1 }]);
    expect(idsOf(await client.similar("zebra/1:x", { limit: 1 }))).toEqual(["zebra"]);
    expect(idsOf(await client.similar("zebra", { filter: { year: [2000, 2020], ids: ["whale"] } }))).toEqual(["whale"]);
    expect(idsOf(await client.similarToText({ title: "whale songs", limit: 1 }))).toEqual(["whale"]);
    const liked = await client.recommend({ positive: [{ id: "zebra" }], negative: [{ id: "whale" }], limit: 1 });
    expect(idsOf(liked)).toEqual(["zebra/1:x"]);
  });

  it("reads, lists and removes papers", async () => {
    expect(await client.getPaper("zebra/1:x")).toMatchObject({ title: "Zebra herds", year: 2000 });
    const first = await client.listPapers({ limit: 2 });
    const second = await client.listPapers({ cursor: first.cursor });
    expect([...first.papers, ...second.papers].slice(0, 3).map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
    await client.addPapers([{ id: "gone/soon", title: "Gone" }]);
    expect(await client.removePaper("gone/soon")).toBeUndefined();
    await expect(client.getPaper("gone/soon")).rejects.toMatchObject({ status: 404, code: "not_found" });
    expect(await client.duplicates()).toEqual({ groups: [], total: 0 });
    expect((await client.stats()).model.dimensions).toBe(64);
  });

  it("calls any operation by method and path", async () => {
    const { papers: listed } = await client.call("GET /v1/papers", { query: { limit: 1 } });
    expect(listed.map(({ id }) => id)).toEqual(["zebra/1:x"]);
    const { title } = await client.call("GET /v1/papers/{id}", { params: { id: "zebra/1:x" } });
    expect(title).toBe("Zebra herds");
    expectTypeOf<Calls["GET /v1/papers/{id}/versions"]["request"]>().toEqualTypeOf<{
      readonly params: { id: string };
    }>();
    expectTypeOf<keyof Calls>().extract<"GET /v1/export" | "GET /v1/nothing">().toBeNever();
  });

  it("adds a list of papers, and waits for them", async () => {
    const job = await client.addPapers([{ title: "Lions" }], { wait: true });
    expect(job).toMatchObject({ state: "completed", counts: { accepted: 1, embedded: 1 } });
  });

  it("streams papers as they come, and reports which failed", async () => {
    async function* make() {
      for (let number = 1; number <= 200; number += 1) yield { title: number === 7 ? "" : `Paper ${number}` };
    }
    const job = await client.addPapers(make());
    expect(job.counts).toMatchObject({ total: 200, accepted: 199 });
    expect((await client.jobs.failures(job.id)).map(({ line }) => line)).toEqual([7]);
    const seen: Job[] = [];
    const ended = await client.jobs.wait(job.id, { onChange: (now) => seen.push(now) });
    expect([ended.state, seen.at(-1)]).toEqual(["completed", ended]);
    expect(await client.jobs.get(job.id)).toEqual(ended);
    expect((await client.jobs.list({ limit: 1 })).map(({ id }) => id)).toEqual([job.id]);
  });

  it("sends a file from a form, and previews it", async () => {
    const file = new Blob(["Title,Year\nA table of bees,2020\n"]);
    const options = { name: "bees.dat" };
    expect((await client.previewFile(file, options)).preview.titles).toEqual(["A table of bees"]);
    expect(await client.addFile(file, options)).toMatchObject({
      source: { format: "csv" },
      job: { counts: { accepted: 1 } },
    });
  });

  it("follows a job to its end, and controls it", async () => {
    const { id } = await client.addPapers([{ title: `Events ${createHash("sha1").update("a").digest("hex")}` }]);
    const states: string[] = [];
    for await (const { state } of client.jobs.events(id)) states.push(state);
    expect(states.at(-1)).toBe("completed");
    await expect(client.jobs.pause(id)).rejects.toMatchObject({ status: 409, code: "conflict" });
    await expect(client.jobs.cancel("none")).rejects.toMatchObject({ status: 404 });
    await expect(client.jobs.resume(id)).rejects.toThrow(`Job ${id} is completed: it cannot resume.`);
    expect(await client.jobs.retry(id)).toMatchObject({ id });
  });

  it("throws the problem of a rejected request", async () => {
    const error: unknown = await client.search({ semanticWeight: 2, limit: 0 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PaperkinError);
    const { status, code, detail, errors } = error as PaperkinError;
    expect([status, code, errors.map(({ path }) => path)]).toEqual([400, "bad_input", ["limit", "semanticWeight"]]);
    expect(detail).toMatch(/^limit must be a whole number from 1 to 100, not 0; /);
    const stranger = createClient({ url: server.url, apiKey: "wrong" });
    await expect(stranger.stats()).rejects.toMatchObject({ status: 401, code: "unauthorized" });
  });
});
