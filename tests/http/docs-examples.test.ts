import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.js";

const key = "a key";

describe("The examples of the API documentation", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ apiKeys: [key], basePath: "/lab" });
  });
  afterAll(() => server.close());

  const readDocs = async (headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}/docs`, { headers })).text();

  const listExamples = async () =>
    [...(await readDocs()).matchAll(/<pre class="request"[^>]*><code>(.*?)<\/code>/gs)].map(([, code = ""]) =>
      code.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
    );

  it("name the server as the browser asked for it", async () => {
    const { host } = new URL(server.url);
    expect((await listExamples()).every((example) => example.includes(`'http://${host}/lab/`))).toBe(true);
    const proxied = await readDocs({ "x-forwarded-host": "papers.example", "x-forwarded-proto": "https" });
    expect(proxied).toContain("'https://papers.example/lab/v1/");
    const hostile = await readDocs({ "x-forwarded-host": "a';reboot;'" });
    expect(hostile).not.toContain("reboot");
  });
});
