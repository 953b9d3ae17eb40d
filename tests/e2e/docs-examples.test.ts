import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProgram } from "../support/local-server.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const run = promisify(execFile);
const reason = findProgram("curl") === undefined ? " (skipped: curl is not installed)" : "";
const key = "a key";

describe.skipIf(reason !== "")(`The examples of the API documentation${reason}`, () => {
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

  it("run as they are printed", async () => {
    const examples = await listExamples();
    expect(examples.length).toBeGreaterThan(40);
    const outcomes: string[] = [];
    for (const example of examples) {
      // Of the answer only the status counts; a stream of events ends with the time limit.
      const wrapped = `curl() { command curl -s -o /dev/null --max-time 2 -w '%{http_code}' "$@" || true; }\n${example}`;
      const { stdout } = await run("bash", ["-c", wrapped], { env: { ...process.env, PAPERKIN_KEY: key } });
      // What an example names by id is not in this library, and a change of model needs a second one.
      if (!/^(2\d\d|404|409|503)$/.test(stdout)) outcomes.push(`${stdout}: ${example}`);
    }
    expect(outcomes).toEqual([]);
  }, 240_000);
});
