import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, idsOf, jobOf, postJson, type Reply } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({});
});
afterAll(() => server.close());

const addressOf = (id: string) => `${server.url}/v1/papers/${encodeURIComponent(id)}`;
const send = (method: "PUT" | "PATCH", id: string, value: unknown, type = "application/json"): Promise<Reply> =>
  ask(addressOf(id), { method, headers: { "Content-Type": type }, body: JSON.stringify(value) });
const patchType = "application/merge-patch+json";
const whole = {
  title: "Quokka burrows",
  abstract: "We map burrows.",
  authors: ["Ada Vance", "Bo Liu"],
  year: 2019,
  venue: "Island Letters",
  keywords: ["burrows"],
};
const add = (id: string, paper: object = whole) =>
  postJson(`${server.url}/v1/papers?wait=true`, { papers: [{ id, ...paper }] });

describe("PATCH /v1/papers/{id}", () => {
  it("changes the named fields, removes those that are null, and says what changed", async () => {
    await add("patched");
    const reply = await send("PATCH", "patched", { venue: "Burrow Letters", abstract: null, keywords: [] }, patchType);
    expect(reply.status).toBe(200);
    const { abstract: _, ...rest } = whole;
    const patched = { id: "patched", ...rest, venue: "Burrow Letters", categories: [], keywords: [] };
    expect(reply.body["paper"]).toEqual(patched);
    expect(jobOf(reply).changes).toEqual({ abstract: { removed: 1 }, venue: { changed: 1 }, keywords: { removed: 1 } });
    expect((await ask(addressOf("patched"))).body).toEqual(patched);
  });

  it("makes a new text findable, and embeds only a paper whose text changed", async () => {
    await add("embedded");
    const venue = jobOf(await send("PATCH", "embedded", { venue: "Elsewhere" }));
    expect(venue).toMatchObject({ state: "completed", counts: { total: 1, accepted: 1, embedded: 1 } });
    const client = createClient({ url: server.url });
    const { job } = await client.patchPaper("embedded", { title: "Numbat termite diets" });
    await client.jobs.wait(job.id);
    for (const mode of ["keyword", "semantic"])
      expect(idsOf(await ask(`${server.url}/v1/search?q=numbat+termite+diets&mode=${mode}`))[0]).toBe("embedded");
  });

  it("counts a patch that says nothing new as unchanged", async () => {
    await add("same");
    expect(jobOf(await send("PATCH", "same", { year: 2019 })).counts).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  it("loses none of several patches that arrive at once", async () => {
    await add("busy");
    const patches = [{ venue: "V" }, { year: 2001 }, { keywords: ["k"] }, { url: "https://example.org/v" }];
    const replies = await Promise.all(patches.map((patch) => send("PATCH", "busy", patch)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await ask(addressOf("busy"))).body).toMatchObject(Object.assign({}, ...patches) as object);
  });

  it.each([
    [{ title: null }, "title"],
    [{ year: "2019" }, "year"],
    [{ id: "other" }, "id"],
    [{ titel: "x" }, "titel"],
    [{ doi: "n/a" }, "doi"],
  ])("refuses %j, and names the field", async (patch, path) => {
    await add("refused");
    const { errors } = expectProblem(await send("PATCH", "refused", patch, patchType), 400, "bad_input");
    expect(errors).toEqual([expect.objectContaining({ path })]);
    expect((await ask(addressOf("refused"))).body).toMatchObject(whole);
  });

  it("knows no paper that is not stored, and no body of another type", async () => {
    expectProblem(await send("PATCH", "unknown", { year: 2019 }), 404, "not_found");
    const { detail } = expectProblem(await send("PATCH", "unknown", {}, "text/plain"), 415, "unsupported_type");
    expect(detail).toBe(`Send the body as application/json, ${patchType}: text/plain is not accepted here.`);
  });
});

describe("PUT /v1/papers/{id}", () => {
  it("replaces the whole paper: what the body lacks is gone", async () => {
    await add("replaced");
    const reply = await send("PUT", "replaced", { title: "Quokka burrows", year: 2020 });
    expect(reply.status).toBe(200);
    const left = { id: "replaced", title: "Quokka burrows", authors: [], year: 2020, categories: [], keywords: [] };
    expect(reply.body["paper"]).toEqual(left);
    expect((await ask(addressOf("replaced"))).body).toEqual(left);
  });

  it("answers 201 for a paper that was not stored, under the id of the address", async () => {
    const client = createClient({ url: server.url });
    expect((await send("PUT", "doi:10.5555/NEW", whole)).status).toBe(201);
    expect(await client.getPaper("https://doi.org/10.5555/new")).toMatchObject({
      id: "doi:10.5555/new",
      title: whole.title,
    });
    const { paper } = await client.replacePaper("doi:10.5555/new", { title: "Newer", id: "doi:10.5555/new" });
    expect(paper).toMatchObject({ id: "doi:10.5555/new", title: "Newer", authors: [] });
  });

  it.each([
    [{ year: 2019 }, "title"],
    [{ ...whole, id: "another" }, "id"],
    [{ ...whole, labels: [] }, "labels"],
  ])("refuses %j", async (paper, path) => {
    const { errors } = expectProblem(await send("PUT", "put-refused", paper), 400, "bad_input");
    expect(errors).toEqual([expect.objectContaining({ path })]);
    expectProblem(await ask(addressOf("put-refused")), 404, "not_found");
  });
});

describe("GET /v1/jobs/{id}/notices", () => {
  it("lists merged records with their paper, and fields that were cut", async () => {
    const first = { title: "Wombat cubes", authors: ["Ada Vance"], year: 2018, doi: "10.5555/wombat" };
    const reply = await postJson(`${server.url}/v1/papers?wait=true`, {
      papers: [first, { title: "Wombat Cubes.", authors: ["A. Vance"], year: 2018, abstract: "Cubes." }, first],
    });
    const job = jobOf(reply);
    expect(job).toMatchObject({ counts: { total: 3, accepted: 1, merged: 1, unchanged: 1 }, notices: 1 });
    expect(job.changes).toEqual({ abstract: { added: 1 } });
    const { notices } = (await ask(`${server.url}/v1/jobs/${job.id}/notices`)).body;
    const merged = { line: 2, id: "doi:10.5555/wombat", kind: "merged", notice: expect.stringContaining("Wombat") };
    expect(notices).toEqual([merged]);
    const long = jobOf(await add("long", { title: "Long", keywords: ["x".repeat(501), "short"] }));
    expect(await createClient({ url: server.url }).jobs.notices(long.id)).toEqual([
      { line: 1, id: "long", kind: "field", notice: expect.stringContaining("keywords") },
    ]);
  });

  it("answers 404 for an unknown job", async () => {
    expectProblem(await ask(`${server.url}/v1/jobs/none/notices`), 404, "not_found");
  });
});
