import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mapAnswerSchema, mapStateSchema, type MapAnswer } from "../../src/domain/map/answer.js";
import { searchAnswerSchema } from "../../src/domain/search/answer.js";
import { ask, expectProblem, pathsOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const subjects = ["whales sing songs", "glaciers melt slowly"];
const papers = subjects.flatMap((words, subject) =>
  Array.from({ length: 40 }, (_, at) => ({ id: `${subject}-${at}`, title: `${words} ${at}`, year: 2000 + (at % 4) })),
);
const longestDrawingMs = 90_000;

describe("Searching in a part of the map", { timeout: 2 * longestDrawingMs }, () => {
  let server: TestServer;
  let map: MapAnswer;
  beforeAll(async () => {
    server = await startTestServer({ papers });
  }, 60_000);
  afterAll(() => server.close());

  const search = async (parameters: Record<string, string>) =>
    ask(`${server.url}/v1/search?${new URLSearchParams({ limit: "100", duplicates: "show", ...parameters })}`);
  const list = async (parameters: Record<string, string>) => {
    const { hits, total } = searchAnswerSchema.parse((await search(parameters)).body);
    expect(hits).toHaveLength(total);
    return hits.map(({ paper }) => paper.id).toSorted();
  };
  const listInBox = (left: number, right: number) =>
    map.papers.ids.filter((_, row) => map.papers.x[row]! > left && map.papers.x[row]! < right).toSorted();
  /** Half of the papers, between two of their positions. */
  const findMiddle = () => {
    const x = map.papers.x.toSorted((one, other) => one - other);
    return Math.round((x[39]! + x[40]!) / 2);
  };
  const post = (body: object) => postJson(`${server.url}/v1/search`, { duplicates: "show", ...body });
  const readMap = async () => mapAnswerSchema.parse((await ask(`${server.url}/v1/map`)).body);

  it("is refused before there is a map, with advice", async () => {
    const { detail } = expectProblem(await search({ topic: "0" }), 409, "conflict");
    expect(detail).toContain("POST /v1/map");
    expectProblem(await ask(`${server.url}/v1/export?topic=0`), 409, "conflict");
    await ask(`${server.url}/v1/map`, { method: "POST" });
    await until(
      "the map is drawn",
      async () => mapStateSchema.parse((await ask(`${server.url}/v1/map/state`)).body).state === "ready",
      longestDrawingMs,
    );
    map = await readMap();
  });

  it("lists exactly the papers of a topic, and of those within it", async () => {
    const counts = await Promise.all(map.topics.map(async (_, topic) => (await list({ topic: String(topic) })).length));
    expect(counts).toEqual(map.topics.map(({ papers: count }) => count));
    const narrow = map.topics.findIndex(({ level }) => level === 2);
    expect(await list({ topic: String(narrow) })).toEqual(
      map.papers.ids.filter((_, row) => map.papers.topics[row] === narrow).toSorted(),
    );
    const broad = map.topics.flatMap(({ level }, topic) => (level === 0 ? [`topic=${topic}`] : []));
    const all = await ask(`${server.url}/v1/search?${broad.join("&")}`);
    expect(searchAnswerSchema.parse(all.body).total).toBe(80);
  });

  it("lists exactly the papers in an area, with a question or without, by GET and POST", async () => {
    const middle = findMiddle();
    const area = `0,0 ${middle},0 ${middle},65535 0,65535`;
    const expected = listInBox(0, middle);
    expect(expected).toHaveLength(40);
    expect(await list({ area })).toEqual(expected);
    const whales = expected.filter((id) => id.startsWith("0-"));
    expect(await list({ area, q: "whales", mode: "keyword" })).toEqual(whales);
    const { body } = await post({ filter: { area, mapDrawnAt: map.drawnAt, year: 2001 }, limit: 100 });
    expect(searchAnswerSchema.parse(body).total).toBe(expected.filter((id) => Number(id.slice(2)) % 4 === 1).length);
  });

  it("gives a total that facets sum to and paging reaches", async () => {
    const middle = findMiddle();
    const filter = { area: `${middle},0 65535,0 65535,65535 ${middle},65535` };
    const first = searchAnswerSchema.parse((await post({ filter, facets: ["year"], limit: 15 })).body);
    expect(first.facets?.year?.reduce((sum, { count }) => sum + count, 0)).toBe(first.total);
    const ids = first.hits.map(({ paper }) => paper.id);
    for (let { cursor } = first; cursor !== undefined;) {
      const next = searchAnswerSchema.parse((await post({ filter, limit: 15, cursor })).body);
      ids.push(...next.hits.map(({ paper }) => paper.id));
      ({ cursor } = next);
    }
    expect(ids.toSorted()).toEqual(listInBox(middle, 65_535));
    expect(ids).toHaveLength(first.total);
  });

  it("restricts export, similar papers and a dry run of a removal, too", async () => {
    const parameters = `topic=${map.papers.topics[map.papers.ids.indexOf("0-3")]}`;
    const topic = await list({ topic: parameters.slice(6) });
    const exported = await ask(`${server.url}/v1/export?format=csv&${parameters}`);
    expect(String(exported.body["text"]).trim().split("\n")).toHaveLength(topic.length + 1);
    const dry = await ask(`${server.url}/v1/papers?dryRun=true&${parameters}`, { method: "DELETE" });
    expect(dry.body).toMatchObject({ removed: topic.length });
    const { hits } = searchAnswerSchema
      .pick({ hits: true })
      .parse((await ask(`${server.url}/v1/papers/0-3/similar?limit=100&${parameters}`)).body);
    expect(topic).toEqual(expect.arrayContaining(hits.map(({ paper }) => paper.id)));
  });

  it("leaves out a removed paper at once, and has a new one when the map is read again", async () => {
    const everywhere = "0,0 65535,0 65535,65535 0,65535";
    await ask(`${server.url}/v1/papers/1-39`, { method: "DELETE" });
    expect(await list({ area: everywhere })).toHaveLength(79);
    await postJson(`${server.url}/v1/papers?wait=true`, { papers: [{ id: "new", title: "whales sing songs again" }] });
    map = await readMap();
    expect(await list({ area: everywhere })).toContain("new");
  });

  it("is refused where another map has been drawn, and for a topic that there is not", async () => {
    const other = expectProblem(await search({ topic: "0", mapDrawnAt: "2020-01-02T03:04:05.678Z" }), 409, "conflict");
    expect(other["detail"]).toContain("choose the area on the new map");
    expect(pathsOf(expectProblem(await search({ topic: "999" }), 400, "bad_input"))).toEqual(["topic"]);
  });

  it.each([
    ["area", "1,2 3,4"],
    ["area", "1,2 3,4 5"],
    ["area", "a,b c,d e,f"],
    ["topic", "-1"],
    ["topic", "whales"],
    ["mapDrawnAt", "yesterday"],
  ])("refuses a malformed %s: %s", async (name, value) => {
    expect(pathsOf(expectProblem(await search({ [name]: value }), 400, "bad_input"))).toEqual([name]);
  });
});
