import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, idsOf, pathsOf, sendJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("DELETE /v1/papers", () => {
  let server: TestServer;
  let papers: string;
  beforeEach(async () => {
    server = await startTestServer({
      papers: Array.from({ length: 60 }, (_, at) => ({
        id: `p${at}`,
        title: `Marmots ${at}`,
        year: 2000 + (at % 3),
        venue: at < 10 ? "Alps" : "Andes",
      })),
    });
    papers = `${server.url}/v1/papers`;
  });
  afterEach(() => server.close());

  const remove = (query: string) => ask(`${papers}?${query}`, { method: "DELETE" });
  const count = async () => (await server.library.services.readStats()).papers.papers;

  it("removes the papers of a filter from the store and both indexes", async () => {
    const { status, body } = await remove("venue=alps&year=2000");
    expect([status, body]).toEqual([200, { removed: 4, ids: ["p0", "p3", "p6", "p9"] }]);
    expect(await count()).toBe(56);
    for (const mode of ["keyword", "semantic"]) {
      const found = await ask(`${server.url}/v1/search?q=marmots&mode=${mode}&limit=100&duplicates=show`);
      expect(idsOf(found)).toHaveLength(56);
    }
    expect((await remove("venue=alps&year=2000")).body).toEqual({ removed: 0, ids: [] });
  });

  it("says with dryRun what it would remove, and removes nothing", async () => {
    const { body } = await remove("venue=andes&dryRun=true");
    expect([body["removed"], body["dryRun"], (body["ids"] as string[]).slice(0, 2)]).toEqual([
      50,
      true,
      ["p10", "p11"],
    ]);
    expect(await count()).toBe(60);
  });

  it("removes the papers of a list, of which unknown ids are passed over, and of a list within a filter", async () => {
    const listed = await sendJson("DELETE", papers, { ids: ["p1", "none", "p20"] });
    expect(listed.body).toEqual({ removed: 2, ids: ["p1", "p20"] });
    const both = await sendJson("DELETE", `${papers}?venue=Alps`, { ids: ["p2", "p21"] });
    expect(both.body).toEqual({ removed: 1, ids: ["p2"] });
    expectProblem(await sendJson("DELETE", `${papers}?ids=p3`, { ids: ["p4"] }), 400, "bad_input");
  });

  it("removes everything only when told so", async () => {
    for (const query of ["", "dryRun=true", "all=false"]) {
      const problem = expectProblem(await remove(query), 400, "bad_input");
      expect(pathsOf(problem)).toEqual(["all"]);
    }
    expectProblem(await sendJson("DELETE", papers, { ids: [] }), 400, "bad_input");
    expectProblem(await remove("venu=Alps"), 400, "bad_input");
    expect(await count()).toBe(60);
    expect((await remove("all=true")).body["removed"]).toBe(60);
    expect(await count()).toBe(0);
  });

  it("is a call of the client", async () => {
    const client = createClient({ url: server.url });
    expect(await client.removePapers({ filter: { year: [2001, 2002] }, dryRun: true })).toMatchObject({ removed: 40 });
    expect(await client.removePapers({ ids: ["p5"] })).toEqual({ removed: 1, ids: ["p5"] });
    await expect(client.removePapers({})).rejects.toMatchObject({ code: "bad_input" });
  });

  it("needs a key that may write", async () => {
    const keyed = await startTestServer({ apiKeys: ["key"] });
    expectProblem(await ask(`${keyed.url}/v1/papers?all=true`, { method: "DELETE" }), 401, "unauthorized");
    await keyed.close();
  });
});
