import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readNamedKey } from "../../src/domain/readers/named-key.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("readNamedKey", () => {
  it.each([
    ["ada=0123456789", { name: "ada", key: "0123456789" }],
    ["Ada.L-2=correct horse", { name: "Ada.L-2", key: "correct horse" }],
    ["0123456789", { key: "0123456789" }],
    ["c2VjcmV0IGtleQ==", { key: "c2VjcmV0IGtleQ==" }],
    ["ada=short", { key: "ada=short" }],
    ["=0123456789", { key: "=0123456789" }],
    ["a b=0123456789", { key: "a b=0123456789" }],
  ])("reads %s", (entry, expected) => expect(readNamedKey(entry)).toEqual(expected));
});

describe("the readers of a server with keys", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: [], apiKeys: ["ada=first-key-1", "ada=second-key-2", "grace-key-3"] });
  });
  afterAll(() => server.close());

  const ask = (key: string, path = "/v1/collections", init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    });
  const listNames = async (key: string) => {
    const { collections } = (await (await ask(key)).json()) as { collections: { id: string; name: string }[] };
    return collections.map(({ name }) => name);
  };

  it("keep collections of their own, shared by the keys of one name", async () => {
    const created = await ask("first-key-1", "/v1/collections", { method: "POST", body: '{"name":"Engines"}' });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    expect(await listNames("second-key-2")).toEqual(["Engines"]);
    expect(await listNames("grace-key-3")).toEqual([]);
    expect((await ask("grace-key-3", `/v1/collections/${id}`)).status).toBe(404);
    expect((await ask("first-key-1", `/v1/collections/${id}`)).status).toBe(200);
  });

  it("are refused with the whole entry of a named key, and without a key", async () => {
    expect((await ask("ada=first-key-1")).status).toBe(401);
    expect((await fetch(`${server.url}/v1/collections`)).status).toBe(401);
  });

  it("may use one name once, in any case", async () => {
    const post = (name: string) =>
      ask("grace-key-3", "/v1/collections", { method: "POST", body: `{"name":"${name}"}` });
    expect((await post("Compilers")).status).toBe(201);
    expect((await post("compilers")).status).toBe(409);
  });
});
