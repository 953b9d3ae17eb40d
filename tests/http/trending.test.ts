import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trendsAnswerSchema, type TrendsAnswer } from "../../src/domain/trends/answer.js";
import { postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

/** Two years of 110 papers each; those of the later year are far more often about whales. */
const papers = Array.from({ length: 220 }, (_, number) => {
  const year = number < 110 ? 2024 : 2025;
  const subject =
    number % 22 < (year === 2024 ? 1 : 9) ? "whales sing" : ["steel bridges", "sea ice", "old poems"][number % 3];
  return {
    id: `p${number}`,
    title: `Why ${subject} ${number}`,
    abstract: `${subject} `.repeat(12),
    year,
    venue: "Atlas",
  };
});

describe("GET /v1/trending", () => {
  let server: TestServer;
  const read = async (query = ""): Promise<TrendsAnswer> => {
    const response = await fetch(`${server.url}/v1/trending${query}`);
    expect(response.status).toBe(200);
    return trendsAnswerSchema.parse(await response.json());
  };
  beforeAll(async () => {
    server = await startTestServer({ papers });
  });
  afterAll(() => server.close());

  it("counts new papers by the time that they state, and by when they were taken in", async () => {
    const { papers: all, dates, published, takenIn } = await read();
    expect(all).toBe(220);
    expect(dates).toEqual({ day: 0, month: 0, year: 220, none: 0 });
    expect(published.map(({ period }) => period)).toEqual(["year"]);
    expect(published[0]!.counts.map(({ papers: count }) => count)).toEqual([0, 110, 110]);
    expect(takenIn.map(({ period, counts }) => [period, counts.at(-1)!.papers])).toEqual([
      ["day", 220],
      ["week", 220],
      ["month", 220],
    ]);
  });

  it("finds the topic that grew, with papers of the latest year at its centre", async () => {
    const { topics } = await read();
    expect(topics).toMatchObject({ period: "year", totals: [110, 110] });
    const [first] = topics.rising;
    expect(first!.names.join(" ")).toMatch(/whales/);
    expect(first!.growth).toBeGreaterThan(first!.growthLow);
    expect(first!.central.every(({ year, title }) => year === 2025 && title.includes("whales"))).toBe(true);
  });

  it("looks only at papers that pass the filters, and says why there are no topics", async () => {
    const { papers: some, topics } = await read("?year=2025");
    expect(some).toBe(110);
    expect(topics.rising).toEqual([]);
    expect(topics.note).toBe(
      "Topics are compared from 30 papers in the latest year and 100 before it. The latest year has 110, and the time before it 0.",
    );
    const none = await read("?venue=Nowhere");
    expect(none.topics.note).toBe("No paper states a date, so there is no past to compare topics with.");
  });

  it("follows new papers", async () => {
    const added = await postJson(`${server.url}/v1/papers`, { papers: [{ title: "Krill", year: 2025 }] });
    expect(added.status).toBe(202);
    expect((await read("?author=Nobody")).papers).toBe(0);
    await server.library.services.waitForJob((added.body as { job: { id: string } }).job.id);
    expect((await read("?yearFrom=2025")).papers).toBe(111);
  });

  it("refuses unknown periods", async () => {
    expect((await fetch(`${server.url}/v1/trending?period=hour`)).status).toBe(400);
  });
});

describe("POST /v1/opened", () => {
  const open = async (server: TestServer, ids: readonly string[], key?: string) => {
    const headers = { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) };
    const body = JSON.stringify({ ids });
    return (await fetch(`${server.url}/v1/opened`, { method: "POST", headers, body })).status;
  };
  const readOpened = async (server: TestServer, key?: string) => {
    const headers = key ? { authorization: `Bearer ${key}` } : {};
    const { opened } = (await (await fetch(`${server.url}/v1/trending`, { headers })).json()) as TrendsAnswer;
    return opened?.map(({ paper, opens }) => [paper.id, opens]);
  };

  it("counts a paper once a day for a reader, however often it is opened, and drops unknown ids", async () => {
    const server = await startTestServer({ papers: papers.slice(0, 3) });
    for (let time = 0; time < 3; time += 1) expect(await open(server, ["p1", "p2", "nowhere"])).toBe(204);
    expect(await readOpened(server)).toEqual([
      ["p1", 1],
      ["p2", 1],
    ]);
    await server.close();
  });

  it("shows with keys only what two have opened", async () => {
    const apiKeys = ["ada=first-key-1", "grace=second-key-2"];
    const server = await startTestServer({ papers: papers.slice(0, 3), apiKeys });
    expect(await open(server, ["p1", "p2"], "first-key-1")).toBe(204);
    expect(await readOpened(server, "second-key-2")).toEqual([]);
    expect(await open(server, ["p1"], "second-key-2")).toBe(204);
    expect(await readOpened(server, "first-key-1")).toEqual([["p1", 2]]);
    await server.close();
  });

  it("lists what two readers keep, without what they exclude", async () => {
    const apiKeys = ["ada=first-key-1", "grace=second-key-2"];
    const server = await startTestServer({ papers: papers.slice(0, 4), apiKeys });
    const ask = async (key: string, path: string, method: string, value?: unknown) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
      const body = value === undefined ? null : JSON.stringify(value);
      const response = await fetch(`${server.url}/v1/${path}`, { method, headers, body });
      expect(response.ok).toBe(true);
      return response.json();
    };
    const keep = async (key: string, entries: readonly object[]) => {
      const { id } = (await ask(key, "collections", "POST", { name: "Atlas" })) as { id: string };
      await ask(key, `collections/${id}/papers`, "POST", { entries });
    };
    await keep("first-key-1", [{ id: "p1" }, { id: "p2" }, { id: "p3" }]);
    await keep("second-key-2", [{ id: "p1" }, { id: "p2", decision: "exclude" }]);
    const { kept } = (await ask("first-key-1", "trending", "GET")) as TrendsAnswer;
    expect(kept?.map(({ paper, readers }) => [paper.id, readers])).toEqual([["p1", 2]]);
    await server.close();
  });

  it("counts and shows nothing where counting is off", async () => {
    const server = await startTestServer({ papers: papers.slice(0, 3), config: { countOpens: false } });
    expect(await open(server, ["p1"])).toBe(204);
    expect(await readOpened(server)).toBeUndefined();
    await server.close();
  });

  it("refuses more than 50 ids", async () => {
    const server = await startTestServer({ papers: papers.slice(0, 1) });
    expect(
      await open(
        server,
        Array.from({ length: 51 }, () => "p1"),
      ),
    ).toBe(400);
    await server.close();
  });
});
