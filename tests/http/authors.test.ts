import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, pathsOf } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("GET /v1/authors", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      papers: [
        { id: "a", title: "A", authors: ["Geoffrey Hinton", "Yoshua Bengio"] },
        { id: "b", title: "B", authors: ["Geoffrey Hinton", "Søren Hintikka"] },
      ],
    });
  });
  afterAll(() => server.close());

  const read = async (query: string) => (await ask(`${server.url}/v1/authors${query}`)).body["authors"];

  it("lists authors by word prefix, most papers first", async () => {
    const hinton = { name: "Geoffrey Hinton", count: 2 };
    const hintikka = { name: "Søren Hintikka", count: 1 };
    expect(await read("?prefix=hint")).toEqual([hinton, hintikka]);
    expect(await read("?prefix=SOREN%20h")).toEqual([hintikka]);
    expect(await read("?prefix=none")).toEqual([]);
    expect(await read("?limit=1")).toEqual([hinton]);
  });

  it("is available through the client", async () => {
    const { call } = createClient({ url: server.url });
    const { authors } = await call("GET /v1/authors", { query: { prefix: "beng" } });
    expect(authors).toEqual([{ name: "Yoshua Bengio", count: 1 }]);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    [`prefix=${"x".repeat(501)}`, "prefix"],
  ])("rejects %s", async (query, path) => {
    const refusal = await ask(`${server.url}/v1/authors?${query}`);
    expect(pathsOf(expectProblem(refusal, 400, "bad_input"))).toEqual([path]);
  });
});
