import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mapAnswerSchema, mapStateSchema, placeAnswerSchema } from "../../src/domain/map/answer.js";
import { ask, expectProblem, pathsOf } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

/** Words shared by a group of papers; the fake embedder places papers with the same words near each other. */
const subjects = ["whales sing songs", "glaciers melt slowly"];
const papers = subjects.flatMap((words, subject) =>
  Array.from({ length: 12 }, (_, at) => ({ id: `${subject}-${at}`, title: `${words} ${at}`, year: 2000 + at })),
);

/** Drawing a map has the lowest priority on the machine. */
const longestDrawingMs = 90_000;

describe("the map over HTTP", { timeout: 2 * longestDrawingMs }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers });
  });
  afterAll(() => server.close());

  const read = (path: string, init?: RequestInit) => ask(`${server.url}/v1/map${path}`, init);
  const draw = async (query = "") => {
    const begun = await read(query, { method: "POST" });
    await until(
      "the map is drawn",
      async () => {
        const state = mapStateSchema.parse((await read("/state")).body);
        return state.state === "ready" && state.stage === undefined;
      },
      longestDrawingMs,
    );
    return begun;
  };

  it("is not found before it is drawn, with advice on how to draw it", async () => {
    expect(expectProblem(await read(""), 404, "not_found")["detail"]).toContain("POST /v1/map");
    expect((await read("/state")).body).toMatchObject({ state: "absent", papers: 0, embedded: 24, needed: 20 });
  });

  it("can be cancelled while it is drawn", async () => {
    await read("", { method: "POST" });
    const { status, body } = await read("/cancel", { method: "POST" });
    expect([status, mapStateSchema.parse(body).stage]).toEqual([200, undefined]);
  });

  it("is drawn in the background, and contains every paper", async () => {
    const begun = await draw();
    expect([begun.status, mapStateSchema.parse(begun.body).state]).toEqual([202, "drawing"]);
    const { status, headers, body } = await read("");
    expect([status, headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
    const map = mapAnswerSchema.parse(body);
    expect(map.papers.ids.toSorted()).toEqual(papers.map(({ id }) => id).toSorted());
    expect(map.papers.years).toEqual(expect.arrayContaining([2000, 2011]));
    expect(map.topics.flatMap(({ names }) => names).join()).toMatch(/whales.*glaciers|glaciers.*whales/);
  });

  it("is compressed for clients that accept it, and not resent to clients that have it", async () => {
    const plain = await read("", { headers: { "Accept-Encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    const packed = await read("", { headers: { "Accept-Encoding": "gzip" } });
    expect([packed.headers.get("content-encoding"), packed.headers.get("vary")]).toEqual([
      "gzip",
      expect.stringContaining("Accept-Encoding"),
    ]);
    expect(packed.body).toEqual(plain.body);
    const version = packed.headers.get("etag") ?? "";
    // Without the second header fetch always requests a fresh copy.
    const had = { "If-None-Match": version, "Cache-Control": "max-age=0" };
    expect((await read("", { headers: had })).status).toBe(304);
    expect((await read("?part=outline")).headers.get("etag")).not.toBe(null);
  });

  it("returns the position of one paper, and its topics from the broadest down", async () => {
    const { body } = await read("/papers/0-3");
    const place = placeAnswerSchema.parse(body);
    const map = mapAnswerSchema.parse((await read("")).body);
    const row = map.papers.ids.indexOf("0-3");
    expect([place.id, place.x, place.y]).toEqual(["0-3", map.papers.x[row], map.papers.y[row]]);
    expect(place.topics.map(({ level }) => level)).toEqual([0, 1, 2]);
    expectProblem(await read("/papers/none"), 404, "not_found");
  });

  it("drops a removed paper immediately, and places a new one", async () => {
    await ask(`${server.url}/v1/papers/1-11`, { method: "DELETE" });
    const { ids } = mapAnswerSchema.parse((await read("")).body).papers;
    expect(ids).toHaveLength(23);
    expect(ids).not.toContain("1-11");
    await ask(`${server.url}/v1/papers?wait=true`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ papers: [{ id: "new", title: "whales sing songs again" }] }),
    });
    expect(mapAnswerSchema.parse((await read("")).body).papers.ids).toContain("new");
    expect(mapStateSchema.parse((await read("/state")).body).later).toBe(1);
    await draw("?anew=true");
    expect(mapStateSchema.parse((await read("/state")).body).later).toBe(0);
  });

  it.each([
    ["?part=half", "GET", "part"],
    ["?anew=perhaps", "POST", "anew"],
  ])("rejects %s", async (query, method, path) => {
    expect(pathsOf(expectProblem(await read(query, { method }), 400, "bad_input"))).toEqual([path]);
  });
});

describe("the map of a library of five papers", () => {
  it("is not drawn", async () => {
    const few = await startTestServer({ papers: papers.slice(0, 5) });
    try {
      const { body } = await ask(`${few.url}/v1/map`, { method: "POST" });
      expect(body).toMatchObject({ state: "absent", embedded: 5, needed: 20 });
    } finally {
      await few.close();
    }
  });
});
