import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../src/http/openapi/document.js";
import { checkoutRoot } from "../support/spawn-program.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("docs/api.md", () => {
  let server: TestServer;
  let table = "";
  beforeAll(async () => {
    server = await startTestServer();
    const page = await readFile(join(checkoutRoot, "docs/api.md"), "utf8");
    table = /## Calls\n([^]*?)\n## /.exec(page)?.[1] ?? "";
  });
  afterAll(() => server.close());

  it("lists the calls that the API has, and no other", async () => {
    const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApiDocument;
    const calls = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const listed = [...table.matchAll(/`([A-Z]+ \/[^`]*)`/g)].map(([, call]) => call);
    expect(listed.toSorted()).toEqual(calls.toSorted());
  });
});
