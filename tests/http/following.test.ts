import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Follow, type NewFollow } from "../../src/domain/follows/follow.js";
import { followLimits } from "../../src/domain/follows/follow-limits.js";
import type { InboxAnswer } from "../../src/domain/follows/inbox.js";
import { type ReplayServer, startReplay } from "../support/replay-server.js";
import { ingest, openTestLibrary } from "../support/test-library.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const listed = ["A harvested note", "Another harvested one"];
const arxivFeed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="x"><opensearch:totalResults>2</opensearch:totalResults>${listed
  .map((title, at) => `<entry><id>http://arxiv.org/abs/2401.0000${at + 1}v1</id><title>${title}</title></entry>`)
  .join("")}</feed>`;

interface Sent {
  readonly method?: string;
  readonly body?: object;
  readonly key?: string;
}

let arxiv: ReplayServer;
let server: TestServer;
beforeAll(async () => {
  arxiv = await startReplay([{ body: arxivFeed }]);
  const config = { arxivUrl: arxiv.url };
  server = await startTestServer({ opening: "serve", config, apiKeys: ["ada=first-key-1", "bo=second-key-2"] });
  await server.library.ready;
});
afterAll(async () => {
  await server.close();
  await arxiv.close();
});

async function ask<Body = Record<string, unknown>>(path: string, { method, body, key = "first-key-1" }: Sent = {}) {
  const response = await fetch(`${server.url}/v1${path}`, {
    method: method ?? (body ? "POST" : "GET"),
    headers: { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Body };
}

const follow = async (body: object) => {
  const made = await ask<{ id: string }>("/follows", { body });
  expect(made.status).toBe(201);
  return made.body.id;
};
const listIds = async (path: string, key?: string) =>
  (await ask<InboxAnswer>(path, key === undefined ? {} : { key })).body.papers.map(({ paper }) => paper.id);
const take = (...papers: object[]) => ingest(server.library.services, papers);
const untilIn = (path: string, ids: readonly string[]) =>
  until(`${path} has ${ids.join()}`, async () => (await listIds(path)).join() === ids.join(), 10_000);
const bees = (id: string, more = id) => ({ id, title: `Pollen of bees ${more}`, authors: ["Ada Lovelace"] });

describe("following over HTTP", () => {
  it("tries a question, follows it, and lists what comes page by page until it is seen", async () => {
    await take(bees("old", "long ago"));
    const body = { kind: "author", author: "A. Lovelace" };
    const tried = await ask("/follows?dryRun=true", { body });
    expect(tried).toMatchObject({ body: { matched: 1, compared: 1, papers: [{ paper: { id: "old" } }] } });
    expect((await ask("/follows")).body).toEqual({ follows: [] });
    const id = await follow(body);
    for (const paper of [bees("p1", "in spring"), bees("p2", "on roofs"), bees("p3", "by night")]) await take(paper);
    await untilIn("/inbox", ["p3", "p2", "p1"]);

    const first = (await ask<InboxAnswer>("/inbox?limit=2")).body;
    expect(first).toMatchObject({ total: 3, new: 3, papers: [{ paper: { id: "p3" }, isNew: true }, {}] });
    const rest = (await ask<InboxAnswer>(`/inbox?limit=2&cursor=${first.cursor}`)).body;
    expect(rest.papers.map(({ paper }) => paper.id)).toEqual(["p1"]);
    expect(rest).not.toHaveProperty("cursor");
    expect((await ask("/inbox/seen", { body: { upTo: rest.upTo } })).body).toEqual({ changed: 1, new: 2 });
    expect(await listIds("/inbox?new=true")).toEqual(["p3", "p2"]);
    expect((await ask("/inbox/seen", { body: { ids: ["p3"] } })).body).toEqual({ changed: 1, new: 1 });
    expect((await ask("/inbox/seen", { body: { ids: ["p3"], isSeen: false } })).body).toEqual({ changed: 1, new: 2 });
    expect(await listIds(`/follows/${id}/matches?limit=1`)).toEqual(["p3"]);
    expect((await ask(`/follows/${id}`)).body).toMatchObject({ kind: "author", matches: 3, new: 2 });
  });

  it("shows another reader nothing of it", async () => {
    const { follows } = (await ask<{ follows: { id: string }[] }>("/follows")).body;
    expect(follows.length).toBeGreaterThan(0);
    const key = "second-key-2";
    expect((await ask("/follows", { key })).body).toEqual({ follows: [] });
    expect((await ask("/inbox", { key })).body).toMatchObject({ papers: [], total: 0, new: 0 });
    for (const { id } of follows) {
      expect((await ask(`/follows/${id}`, { key })).status).toBe(404);
      expect((await ask(`/follows/${id}/matches`, { key })).status).toBe(404);
      expect((await ask(`/follows/${id}`, { key, method: "PATCH", body: { name: "mine" } })).status).toBe(404);
      expect((await ask(`/follows/${id}`, { key, method: "DELETE" })).status).toBe(404);
    }
    const total = (await ask<InboxAnswer>("/inbox")).body.new;
    expect((await ask("/inbox/seen", { key, body: { ids: ["p1", "p2", "p3"] } })).body).toEqual({ changed: 0, new: 0 });
    expect((await ask<InboxAnswer>("/inbox")).body.new).toBe(total);
    expect(
      (await ask("/follows", { key, body: { kind: "collection", collection: await collect("Mine") } })).status,
    ).toBe(404);
  });

  it("matches papers like those of a collection, as it is when they come", async () => {
    const collection = await collect("Towers");
    const towers = { id: "t1", title: "Concrete towers in strong wind", abstract: "Towers of concrete bend in wind." };
    await take(towers);
    const id = await follow({ kind: "collection", collection });
    expect((await ask(`/follows/${id}`)).body).toMatchObject({ name: "Towers", collection });
    await take({ ...towers, id: "t2", title: "Wind on concrete towers", year: 2001 });
    expect((await ask(`/collections/${collection}/papers`, { body: { entries: [{ id: "t1" }] } })).status).toBe(200);
    await take({ id: "t3", title: "Strong wind bends towers of concrete", abstract: "How towers in wind bend." });
    await untilIn(`/follows/${id}/matches`, ["t3"]);
    const [found] = (await ask<InboxAnswer>(`/follows/${id}/matches`)).body.papers;
    expect(found?.matches).toMatchObject([{ follow: id, kind: "collection", like: { id: "t1" } }]);
  });

  it("tells what a source lists, and follows it", async () => {
    const body = { kind: "source", source: "arxiv:cat:cs.IR" };
    const tried = await ask("/follows?dryRun=true", { body });
    expect(tried.body).toMatchObject({ matched: 0, compared: 2, titles: listed });
    const id = await follow(body);
    expect((await ask(`/follows/${id}`)).body).toMatchObject({ name: body.source, state: { failures: 0 } });
  });

  it.each([
    ["an unknown field", { kind: "author", author: "Ada", colour: "red" }, "colour"],
    ["a field of another kind", { kind: "author", author: "Ada", minScore: 0.5 }, "minScore"],
    ["an unknown filter", { kind: "venue", venue: "ICML", filter: { shade: 1 } }, "shade"],
    ["a minScore above 1", { kind: "question", query: "bees", minScore: 2 }, "minScore"],
    ["an empty question", { kind: "question", query: " " }, "query"],
    ["an unknown kind", { kind: "topic", topic: "bees" }, "kind"],
  ])("refuses %s, and names it", async (_, body, named) => {
    const answer = await ask("/follows", { body });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(named);
  });

  it("refuses what names nothing: a paper, a collection, a change without anything, seen without papers", async () => {
    expect((await ask("/follows", { body: { kind: "paper", paper: "nowhere" } })).status).toBe(404);
    expect((await ask("/follows", { body: { kind: "collection", collection: "nowhere" } })).status).toBe(404);
    const { follows } = (await ask<{ follows: { id: string }[] }>("/follows")).body;
    expect((await ask(`/follows/${follows[0]?.id}`, { method: "PATCH", body: {} })).status).toBe(400);
    expect((await ask("/inbox/seen", { body: {} })).status).toBe(400);
    expect((await ask("/inbox/seen", { body: { upTo: "1", ids: ["p1"] } })).status).toBe(400);
    expect((await ask("/inbox?cursor=x")).status).toBe(400);
  });

  it("names the limit of follows", async () => {
    const body = { kind: "author", author: "Nobody" };
    const { follows } = (await ask<{ follows: unknown[] }>("/follows")).body;
    for (let count = follows.length; count < followLimits.follows; count += 1) await follow(body);
    const refused = await ask("/follows", { body });
    expect(refused.status).toBe(413);
    expect(JSON.stringify(refused.body)).toContain("at most 1000 follows");
  });
});

async function collect(name: string): Promise<string> {
  const made = await ask<{ id: string }>("/collections", { body: { name } });
  expect(made.status).toBe(201);
  return made.body.id;
}

describe("a source that is due when the server starts", () => {
  let served: TestServer | undefined;
  afterAll(() => served?.close());

  it("is fetched, and what it brings that is new here is in the inbox", async () => {
    const before = await openTestLibrary();
    await ingest(before.services, [{ id: "arxiv:2401.00001", title: listed[0] }]);
    const body: NewFollow = { kind: "source", source: "arxiv:cat:cs.IR" };
    await before.services.desk.createFollow({ reader: "local", body, query: { dryRun: false } });
    await before.close();
    served = await startTestServer({ folder: before.folder, opening: "serve", config: { arxivUrl: arxiv.url } });
    const read = async <Body>(path: string) => (await (await fetch(`${served!.url}/v1${path}`)).json()) as Body;
    const list = () => read<InboxAnswer>("/inbox");
    await until("the new paper is in the inbox", async () => (await list()).papers.length > 0);
    expect((await list()).papers).toMatchObject([
      { paper: { title: listed[1] }, matches: [{ kind: "source", score: 1 }] },
    ]);
    await until("the run is noted", async () => {
      const { follows } = await read<{ follows: Follow[] }>("/follows");
      return follows[0]?.state?.lastSuccessAt !== undefined && follows[0].state.papers === 2;
    });
  });
});
