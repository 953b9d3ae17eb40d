import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRemoteServices } from "../../src/cli/library/remote-services.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import { ask, expectProblem, idsOf, pathsOf, postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const text = (background: string, method: string) =>
  `However, previous work often lacks ${background}. We propose ${method} instead.`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    papers: [
      { id: "zebra", title: "Zebra", abstract: text("whales walrus", "kettles teapots") },
      { id: "zebra/2:x", title: "Violin", abstract: text("whales walrus", "rockets comets"), year: 2010 },
      { id: "lion", title: "Granite", abstract: text("pepper cumin", "kettles teapots"), year: 2020 },
    ],
  });
});
afterAll(() => server.close());

describe("GET /v1/papers/{id}/similar", () => {
  const similar = (query: string) => ask(`${server.url}/v1/papers/zebra/similar?${query}`);

  it("ranks by an aspect", async () => {
    expect(idsOf(await similar("aspect=background"))).toEqual(["zebra/2:x", "lion"]);
    expect(idsOf(await similar("aspect=method"))).toEqual(["lion", "zebra/2:x"]);
    expect(idsOf(await similar("aspect=method&year=2010"))).toEqual(["zebra/2:x"]);
  });

  it("accepts diversity and the handling of near-duplicates", async () => {
    expect(idsOf(await similar("diversity=1&duplicates=show&limit=2")).toSorted()).toEqual(["lion", "zebra/2:x"]);
  });

  it.each([
    ["an unknown aspect", "aspect=conclusion", "aspect"],
    ["an empty aspect", "aspect=", "aspect"],
    ["diversity above 1", "diversity=1.5", "diversity"],
    ["diversity that is no number", "diversity=some", "diversity"],
    ["another handling of near-duplicates", "duplicates=drop", "duplicates"],
  ])("rejects %s, and names the parameter", async (_what, query, path) => {
    expect(pathsOf(expectProblem(await similar(query), 400, "bad_input"))).toEqual([path]);
  });

  it("answers 404 for an unknown paper", async () => {
    expectProblem(await ask(`${server.url}/v1/papers/none/similar`), 404, "not_found");
  });

  it("receives the whole request of the command line", async () => {
    const remote = createRemoteServices({ url: server.url });
    for (const aspect of ["background", "method"] as const) {
      const request = similarRequestSchema.parse({ aspect, diversity: 0.1, duplicates: "show", limit: 1 });
      const { hits } = await remote.findSimilar("zebra", request);
      expect(hits.map(({ paper }) => paper.id)).toEqual([aspect === "method" ? "lion" : "zebra/2:x"]);
    }
  });
});

describe("POST /v1/similar", () => {
  const similar = (body: unknown) => postJson(`${server.url}/v1/similar`, body);
  const abstract = text("whales walrus", "kettles teapots");

  it("finds the paper itself first, then papers similar in an aspect", async () => {
    expect(idsOf(await similar({ title: "Zebra", abstract }))[0]).toBe("zebra");
    expect(idsOf(await similar({ title: "Zebra", abstract, aspect: "background" }))).toEqual([
      "zebra",
      "zebra/2:x",
      "lion",
    ]);
  });

  it("rejects invalid requests, and names the field", async () => {
    expect(pathsOf(expectProblem(await similar({ abstract }), 400, "bad_input"))).toEqual(["title"]);
    expect(pathsOf(expectProblem(await similar({ title: "Zebra", aspect: "idea" }), 400, "bad_input"))).toEqual([
      "aspect",
    ]);
  });
});
