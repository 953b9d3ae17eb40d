import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, pathsOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    papers: [
      { id: "vole", title: "Voles dig", abstract: "They dig tunnels.", year: 2001, venue: "Burrows" },
      { id: "mole", title: "Moles dig", abstract: "They dig deeper.", year: 2002, authors: ["Ada Mull"] },
    ],
  });
});
afterAll(() => server.close());

interface BatchItem {
  readonly hits?: readonly { readonly paper: { readonly id: string } }[];
  readonly problem?: { readonly status: number; readonly code: string; readonly detail: string };
}

describe("POST /v1/search/batch", () => {
  const batch = (searches: readonly unknown[]) => postJson(`${server.url}/v1/search/batch`, { searches });
  const answersOf = ({ body }: Awaited<ReturnType<typeof batch>>) => body["answers"] as readonly BatchItem[];
  const firstOf = ({ hits = [] }: BatchItem) => hits[0]?.paper.id;

  it("answers each search as a search of its own, in order", async () => {
    const searches = Array.from({ length: 100 }, (_, at) => ({
      query: at % 2 === 0 ? "voles" : "moles",
      limit: 1 + (at % 3),
    }));
    const answers = answersOf(await batch(searches));
    expect(answers.map(firstOf)).toEqual(searches.map(({ query }) => query.slice(0, -1)));
    const alone = await postJson(`${server.url}/v1/search`, searches[2]);
    expect(answers[2]?.hits).toEqual(alone.body["hits"]);
  });

  it("answers the others when one is malformed", async () => {
    const answers = answersOf(
      await batch([{ query: "voles" }, { query: "moles", limt: 1 }, 5, { cursor: "nonsense" }, { query: "moles" }]),
    );
    expect(answers.map(firstOf)).toEqual(["vole", undefined, undefined, undefined, "mole"]);
    expect(answers.map(({ problem }) => problem?.detail)).toEqual([
      undefined,
      "there is no field 'limt'; did you mean 'limit'?",
      "the body must be an object, not 5.",
      expect.stringContaining("cursor"),
      undefined,
    ]);
    expect(answers[1]?.problem).toMatchObject({ status: 400, code: "bad_input", errors: [{ path: "limt" }] });
  });

  it("has 1 to 100 searches", async () => {
    for (const searches of [[], Array.from({ length: 101 }, () => ({ query: "voles" }))])
      expect(pathsOf(expectProblem(await batch(searches), 400, "bad_input"))).toEqual(["searches"]);
  });

  it("is a call of the client", async () => {
    const answers = await createClient({ url: server.url }).searchBatch([{ query: "moles", fields: ["year"] }]);
    expect(answers).toMatchObject([{ hits: [{ paper: { id: "mole", year: 2002 } }, {}] }]);
  });
});

describe("The selection of fields", () => {
  const papersOf = async (reply: ReturnType<typeof ask>) => {
    const { body } = await reply;
    const hits = (body["hits"] ?? body["papers"]) as readonly { readonly paper?: object }[];
    return hits.map((hit) => hit.paper ?? hit);
  };

  it("leaves only these and the id, wherever papers are answered", async () => {
    const { url } = server;
    const voles = { id: "vole", year: 2001 };
    const moles = { id: "mole", year: 2002 };
    expect(await papersOf(ask(`${url}/v1/search?q=voles+dig&fields=year`))).toEqual([voles, moles]);
    expect(await papersOf(postJson(`${url}/v1/search`, { query: "voles dig", fields: ["year"] }))).toEqual([
      voles,
      moles,
    ]);
    expect(await papersOf(ask(`${url}/v1/papers/vole/similar?fields=year`))).toEqual([moles]);
    expect(await papersOf(postJson(`${url}/v1/similar`, { title: "moles dig", limit: 1, fields: "year" }))).toEqual([
      moles,
    ]);
    expect(
      await papersOf(postJson(`${url}/v1/recommendations`, { positive: [{ id: "vole" }], fields: "year" })),
    ).toEqual([moles]);
    expect(await papersOf(ask(`${url}/v1/papers?fields=year`))).toEqual([voles, moles]);
    expect((await ask(`${url}/v1/papers/vole?fields=title,%20venue`)).body).toEqual({
      id: "vole",
      title: "Voles dig",
      venue: "Burrows",
    });
    expect((await ask(`${url}/v1/papers/vole?fields=title&fields=year`)).body).toEqual({
      id: "vole",
      title: "Voles dig",
      year: 2001,
    });
  });

  it("limits the highlights of a hit too", async () => {
    const { body } = await ask(`${server.url}/v1/search?q=dig&mode=keyword&fields=title`);
    expect(body["hits"]).toMatchObject([{ highlights: { title: [[6, 9]] } }, {}]);
    expect(JSON.stringify(body)).not.toContain("abstract");
  });

  it("refuses an unknown name", async () => {
    for (const fields of ["titel", "title,", "title,colour", "id,Title"]) {
      const problem = expectProblem(await ask(`${server.url}/v1/search?q=dig&fields=${fields}`), 400, "bad_input");
      expect([pathsOf(problem), problem["detail"]]).toEqual([
        ["fields"],
        expect.stringContaining("must be one or more of id, title,"),
      ]);
    }
    const listed = await postJson(`${server.url}/v1/search`, { fields: ["title", "titel"] });
    expect(pathsOf(expectProblem(listed, 400, "bad_input"))).toEqual(["fields.1"]);
  });
});
