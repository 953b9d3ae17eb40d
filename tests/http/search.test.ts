import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Facets } from "../../src/client/index.js";
import { ask, expectProblem, idsOf, pathsOf, postJson, postText } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
let search: string;
beforeAll(async () => {
  server = await startTestServer({
    papers: [
      {
        id: "zebra",
        title: "Zebra stripes",
        year: 2000,
        venue: "Ecology",
        authors: ["Ada"],
        categories: ["q-bio"],
        tags: ["to read"],
        extra: { stage: "in", "read by": "Bo", n: 2 },
      },
      { id: "zebra/2:x", title: "Zebra herds", year: 2010, venue: "Zoology" },
      { id: "lion", title: "Lion manes", year: 2020, venue: "Ecology" },
    ],
  });
  search = `${server.url}/v1/search`;
});
afterAll(() => server.close());

describe("/v1/search", () => {
  it("answers GET and POST alike", async () => {
    const got = await ask(`${search}?q=zebra+herds&mode=keyword&limit=5&yearFrom=2000&venue=zoology&venue=ecology`);
    const filter = { yearFrom: 2000, venue: ["zoology", "ecology"] };
    const posted = await postJson(search, { query: "zebra herds", mode: "keyword", limit: 5, filter });
    expect([got.status, posted.status]).toEqual([200, 200]);
    expect(idsOf(got)).toEqual(["zebra/2:x", "zebra"]);
    expect({ hits: posted.body["hits"], total: posted.body["total"] }).toEqual({ hits: got.body["hits"], total: 2 });
    expect(got.body["timings"]).toMatchObject({ totalMs: expect.any(Number), keywordMs: expect.any(Number) });
    expect(got.body["hits"]).toMatchObject([
      { paper: { title: "Zebra herds" }, matchedBy: "exact", score: expect.any(Number) },
      { matchedBy: "keyword" },
    ]);
  });

  it("completes the last word on request, unless a blank follows it", async () => {
    expect(idsOf(await ask(`${search}?q=herds+zeb&mode=keyword&prefix=true`))).toEqual(["zebra/2:x", "zebra"]);
    expect(idsOf(await ask(`${search}?q=herds+zeb+&mode=keyword&prefix=true&spelling=typed`))).toEqual(["zebra/2:x"]);
    expect(idsOf(await postJson(search, { query: "stri", mode: "keyword", prefix: true }))).toEqual(["zebra"]);
    expect(await ask(`${search}?q=zeb&prefix=perhaps`)).toMatchObject({ status: 400 });
  });

  it("accepts every filter in the query string", async () => {
    const find = async (filter: string) => idsOf(await ask(`${search}?q=zebra&mode=keyword&${filter}`));
    expect(await find("year=2000")).toEqual(["zebra"]);
    expect(await find("yearTo=2005")).toEqual(["zebra"]);
    expect(await find("author=ADA")).toEqual(["zebra"]);
    expect(await find("category=q-bio")).toEqual(["zebra"]);
    expect(await find("ids=zebra%2F2%3Ax&ids=lion")).toEqual(["zebra/2:x"]);
    expect(await find("year=2000&venue=Zoology")).toEqual([]);
    expect(await find("dateFrom=2000-06&dateTo=2005-01-31")).toEqual(["zebra"]);
    expect(await find("tags=To+read&retracted=false")).toEqual(["zebra"]);
    expect(await find("extra.stage=IN&extra.read+by=bo")).toEqual(["zebra"]);
    expect(await find("extra[stage]=out&extra[stage]=in&extra.n=2")).toEqual(["zebra"]);
    expect(await find("extra.stage=out")).toEqual([]);
    expect(await find("has=authors,year&missing=doi")).toEqual(["zebra"]);
    expect(await find("missing=authors&missing=categories")).toEqual(["zebra/2:x"]);
  });

  it("lists papers without a question, newest first", async () => {
    const listed = await ask(`${search}?venue=ecology&facets=year`);
    expect([idsOf(listed), listed.body["total"]]).toEqual([["lion", "zebra"], 2]);
    expect(listed.body).toMatchObject({ hits: [{ matchedBy: "filter", score: 1 }, {}] });
    for (const all of [await ask(search), await ask(`${search}?q=%20`), await postJson(search, {})])
      expect([idsOf(all), all.body["total"], all.body["noGoodMatch"]]).toEqual([
        ["lion", "zebra/2:x", "zebra"],
        3,
        undefined,
      ]);
  });

  it("finds values of a facet by their words, and says how many there are", async () => {
    const listed = await ask(`${search}?facets=author,venue,has,extra&facetQuery.author=AD&facetLimit=1`);
    expect(listed.body).toMatchObject({
      facets: { author: [{ value: "Ada", count: 1 }], venue: [{ count: 2 }] },
      facetSizes: { author: 1, venue: 2 },
    });
    const held = (listed.body["facets"] as Facets).has ?? [];
    for (const { value, count } of held) expect((await ask(`${search}?has=${value}`)).body["total"]).toBe(count);
    for (const { value, count } of (listed.body["facets"] as Facets).extra ?? [])
      expect((await ask(`${search}?extra.${value}`)).body["total"]).toBe(count);
    expect(held.length).toBeGreaterThan(3);
    expect((await ask(`${search}?facets=venue&facetQuery.year=20`)).status).toBe(400);
    expect((await ask(`${search}?facets=venue&facetLimit=101`)).status).toBe(400);
  });

  it("reads numbers from the query string, and keeps a weight of 0", async () => {
    const read = async (weight: string) =>
      (await ask(`${search}?q=zebra&semanticWeight=${weight}&explain=true`)).body["hits"] as {
        explanation: { keyword?: { weight: number } };
      }[];
    expect((await read("0"))[0]?.explanation.keyword?.weight).toBe(1);
    expect((await read("0.25"))[0]?.explanation.keyword?.weight).toBe(0.75);
    expectProblem(await postJson(search, { query: "zebra", limit: "5" }), 400, "bad_input");
  });

  it("accepts a query of 10,000 arbitrary characters", async () => {
    const odd = `zebra \u0000 "'(*)~:^ ${"é".repeat(9970)}`;
    expect((await postJson(search, { query: odd })).status).toBe(200);
    expect((await ask(`${search}?q=${encodeURIComponent(odd)}`)).status).toBe(200);
  });

  it.each([
    ["two questions", "q=a&q=b", "q"],
    ["limit 0", "q=a&limit=0", "limit"],
    ["limit 10,000", "q=a&limit=10000", "limit"],
    ["a limit that is no number", "q=a&limit=many", "limit"],
    ["a negative offset", "q=a&offset=-1", "offset"],
    ["an offset beyond the window", "q=a&offset=995", "offset"],
    ["an unknown mode", "q=a&mode=magic", "mode"],
    ["a weight above 1", "q=a&semanticWeight=2", "semanticWeight"],
    ["a year that is no number", "q=a&year=last", "year"],
    ["a date that is not in the calendar", "q=a&dateFrom=2023-02-30", "dateFrom"],
    ["a field that papers do not have", "q=a&has=colour", "has"],
    ["100 kB of question", `q=${"x".repeat(100_000)}`, "q"],
  ])("rejects %s by GET, and names the parameter", async (_what, query, path) => {
    expect(pathsOf(expectProblem(await ask(`${search}?${query}`), 400, "bad_input"))[0]).toBe(path);
  });

  it.each([
    ["a question that is no text", { query: { a: 1 } }, "query"],
    ["limit 0", { query: "a", limit: 0 }, "limit"],
    ["limit 10,000", { query: "a", limit: 10_000 }, "limit"],
    ["a wrong filter", { query: "a", filter: { yearFrom: 12 } }, "filter.yearFrom"],
    ["a date that is not in the calendar", { query: "a", filter: { dateFrom: "2023-02-30" } }, "filter.dateFrom"],
    ["100 kB of question", { query: "x".repeat(100_000) }, "query"],
  ])("rejects %s by POST, and names the field", async (_what, body, path) => {
    expect(pathsOf(expectProblem(await postJson(search, body), 400, "bad_input"))[0]).toBe(path);
  });

  it("names the limit when a query is too long", async () => {
    const { detail } = expectProblem(await postJson(search, { query: "x".repeat(100_000) }), 400, "bad_input");
    expect(detail).toBe("query must be text of at most 10,000 characters, not 100,000 characters.");
  });

  it("rejects a body that is not JSON", async () => {
    const { detail } = expectProblem(await postText(search, "query=a", "text/plain"), 415, "unsupported_type");
    expect(detail).toBe("Send the body as application/json: text/plain is not accepted here.");
    expectProblem(await postText(search, "{", "application/json"), 400, "bad_input");
  });

  it("rejects a body whose bytes are not UTF-8", async () => {
    const body = Buffer.from('{"query": "caf\xe9"}', "latin1");
    const { detail } = expectProblem(await postText(search, body, "application/json"), 400, "bad_input");
    expect(detail).toBe("The body is not valid UTF-8.");
  });
});

describe("GET /v1/papers/{id}/similar", () => {
  const similar = (query: string) => ask(`${server.url}/v1/papers/${encodeURIComponent("zebra/2:x")}/similar?${query}`);

  it("returns the nearest papers within the filter, without the paper itself", async () => {
    expect(idsOf(await similar(""))).toEqual(["zebra", "lion"]);
    expect(idsOf(await similar("limit=1"))).toEqual(["zebra"]);
    expect(idsOf(await similar("yearFrom=2015"))).toEqual(["lion"]);
  });

  it("rejects an invalid limit", async () => {
    expect(pathsOf(expectProblem(await similar("limit=0"), 400, "bad_input"))).toEqual(["limit"]);
  });
});

describe("POST /v1/recommendations", () => {
  const recommend = (body: unknown) => postJson(`${server.url}/v1/recommendations`, body);

  it("returns papers close to the liked ones", async () => {
    expect(idsOf(await recommend({ positive: [{ id: "zebra" }] }))).toEqual(["zebra/2:x", "lion"]);
    expect(
      idsOf(await recommend({ positive: [{ title: "lion manes" }], negative: [{ id: "zebra" }], limit: 1 })),
    ).toEqual(["lion"]);
  });

  it("names the liked paper that contributes most to each hit", async () => {
    const positive = [{ title: "lion manes" }, { id: "zebra" }];
    const { body } = await recommend({ positive, filter: { ids: ["zebra/2:x"] }, diversity: 0.5 });
    const because = { positive: 1, id: "zebra", title: "Zebra stripes", similarity: expect.any(Number) };
    expect(body["hits"]).toMatchObject([{ paper: { id: "zebra/2:x" }, because, matchedBy: "meaning" }]);
  });

  it("rejects invalid requests", async () => {
    expect(pathsOf(expectProblem(await recommend({ positive: [] }), 400, "bad_input"))).toEqual(["positive"]);
    expect(
      pathsOf(expectProblem(await recommend({ positive: [{ id: "zebra" }], limit: 101 }), 400, "bad_input")),
    ).toEqual(["limit"]);
    expectProblem(await recommend({ positive: [{ id: "none" }] }), 404, "not_found");
  });
});
