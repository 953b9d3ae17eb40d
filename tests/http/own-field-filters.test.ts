import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask, expectProblem, idsOf, pathsOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

/** p0, p3, p6 … are in stage "in"; p0, p2, p4 … have read = true. Both: p0, p6, p12, p18. */
const papers = Array.from({ length: 20 }, (_, at) => ({
  id: `p${at}`,
  title: `Marmots of the valley ${at}`,
  abstract: `What marmots do in valley ${at}.`,
  extra: { stage: at % 3 === 0 ? "in" : "out", read: at % 2 === 0 },
}));
const chosen = ["p0", "p12", "p18", "p6"];

describe("a filter by own fields", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ papers });
  });
  afterEach(() => server.close());

  const flat = ["extra.stage=in&extra.read=true", "extra[stage]=IN&extra[read]=true"];

  it.each(flat)("restricts similar papers: %s", async (filter) => {
    const reply = await ask(`${server.url}/v1/papers/p1/similar?limit=20&duplicates=show&${filter}`);
    expect(idsOf(reply).toSorted()).toEqual(chosen);
  });

  it("restricts papers similar to a text, and recommendations", async () => {
    const filter = { extra: { stage: "in", read: true } };
    const common = { limit: 20, duplicates: "show", filter };
    const similar = await postJson(`${server.url}/v1/similar`, { title: "Marmots of the valley", ...common });
    expect(idsOf(similar).toSorted()).toEqual(chosen);
    const liked = await postJson(`${server.url}/v1/recommendations`, { positive: [{ id: "p1" }], ...common });
    expect(idsOf(liked).toSorted()).toEqual(chosen);
  });

  it.each(flat)("restricts both exports: %s", async (filter) => {
    for (const path of ["export?", "search/export?q=marmots&mode=keyword&duplicates=show&"]) {
      const { body } = await ask(`${server.url}/v1/${path}${filter}`);
      const lines = String(body["text"]).trim().split("\n");
      const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
      expect([path, ids.toSorted()]).toEqual([path, chosen]);
    }
  });

  it.each(flat)("restricts what is removed: %s", async (filter) => {
    const remove = (query: string) => ask(`${server.url}/v1/papers?${query}`, { method: "DELETE" });
    expect((await remove(`${filter}&dryRun=true`)).body).toMatchObject({ removed: 4 });
    const { body } = await remove(filter);
    expect([...(body["ids"] as string[])].toSorted()).toEqual(chosen);
    expect((await server.library.services.readStats()).papers.papers).toBe(16);
  });

  it("with a field that no paper has finds nothing, and removes nothing", async () => {
    const filter = "extra.shelf=3";
    expect(idsOf(await ask(`${server.url}/v1/papers/p1/similar?${filter}`))).toEqual([]);
    const { body } = await ask(`${server.url}/v1/papers?${filter}`, { method: "DELETE" });
    expect(body).toEqual({ removed: 0, ids: [] });
  });

  it("without a value is refused everywhere, and removes nothing", async () => {
    const filter = "extra.stage=";
    for (const [path, method] of [
      ["papers/p1/similar?", "GET"],
      ["export?", "GET"],
      ["search/export?q=marmots&", "GET"],
      ["papers?", "DELETE"],
    ] as const) {
      const reply = await ask(`${server.url}/v1/${path}${filter}`, { method });
      expect([path, pathsOf(expectProblem(reply, 400, "bad_input"))]).toEqual([path, ["extra.stage"]]);
    }
    expect((await server.library.services.readStats()).papers.papers).toBe(20);
  });
});
