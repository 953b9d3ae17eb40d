import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenApiDocument } from "../../src/http/openapi/document.js";
import { ask } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it("OPTIONS lists the methods of each path, also of one that a parameter of another would take in", async () => {
  const { paths } = (await ask(`${server.url}/openapi.json`)).body as unknown as OpenApiDocument;
  const different: string[] = [];
  for (const [path, described] of Object.entries(paths)) {
    const { headers } = await ask(`${server.url}${path.replace(/\{\w+\}/g, "x")}`, { method: "OPTIONS" });
    const allowed = headers.get("allow")?.toLowerCase().split(", ") ?? [];
    const own = allowed.filter((method) => method !== "head" && method !== "options");
    if (own.toSorted().join() !== Object.keys(described).toSorted().join()) different.push(`${path}: ${own.join()}`);
  }
  expect(different).toEqual([]);
});
