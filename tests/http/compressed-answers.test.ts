import { get, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

interface Loaded {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

describe("Answers", () => {
  let server: TestServer;
  beforeAll(async () => {
    const abstract = "Bees find flowers by their colour, and tell others by a dance. ".repeat(20);
    const papers = Array.from({ length: 20 }, (_, at) => ({ id: `p${at}`, title: `Bees ${at}`, abstract }));
    server = await startTestServer({ papers });
  });
  afterAll(() => server.close());

  /** Unlike fetch, leaves the answer compressed. Comes from elsewhere through a proxy. */
  const load = (path: string, headers: Record<string, string> = {}) =>
    loadHere(path, { "x-forwarded-for": "192.0.2.1", ...headers });
  const loadHere = (path: string, headers: Record<string, string> = {}) =>
    new Promise<Loaded>((resolve, reject) => {
      get(`${server.url}${path}`, { headers }, (response) => {
        buffer(response).then(
          (bytes) => resolve({ status: response.statusCode, headers: response.headers, bytes }),
          reject,
        );
      }).on("error", reject);
    });
  const search = "/v1/search?q=bees&mode=keyword&duplicates=show";

  it("are compressed as the caller accepts it", async () => {
    const plain = await load(search);
    expect(plain.headers["content-encoding"]).toBe(undefined);
    const hitsOf = (bytes: Buffer) => (JSON.parse(bytes.toString()) as { hits: unknown }).hits;
    for (const [accepted, encoding, unpack] of [
      ["gzip", "gzip", gunzipSync],
      ["gzip, deflate, br", "br", brotliDecompressSync],
    ] as const) {
      const { headers, bytes } = await load(search, { "accept-encoding": accepted });
      expect([headers["content-encoding"], headers["vary"]]).toEqual([
        encoding,
        expect.stringContaining("Accept-Encoding"),
      ]);
      expect(hitsOf(unpack(bytes))).toEqual(hitsOf(plain.bytes));
      expect(bytes.length).toBeLessThan(plain.bytes.length / 3);
    }
    expect(plain.headers["vary"]).toContain("Accept-Encoding");
  });

  it("stay as they are for a program on this machine", async () => {
    const { headers } = await loadHere(search, { "accept-encoding": "gzip, br" });
    expect([headers["content-encoding"], headers["content-type"]]).toEqual([
      undefined,
      "application/json; charset=utf-8",
    ]);
  });

  it("stay as they are if they are small, and errors too", async () => {
    const accepted = { "accept-encoding": "br" };
    expect((await load("/healthz", accepted)).headers["content-encoding"]).toBe(undefined);
    expect((await load("/v1/none", accepted)).headers["content-encoding"]).toBe(undefined);
  });

  it("are not sent again while unchanged, compressed or not", async () => {
    for (const headers of [{}, { "accept-encoding": "br" }]) {
      const first = await load("/openapi.json", headers);
      const again = await load("/openapi.json", { ...headers, "if-none-match": String(first.headers["etag"]) });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
  });

  it("that are exports are sent as they are read, uncompressed", async () => {
    for (const format of ["jsonl", "csv", "csl"]) {
      const { headers, bytes } = await load(`/v1/export?format=${format}`, { "accept-encoding": "gzip, br" });
      expect([headers["content-encoding"], bytes.toString()]).toEqual([undefined, expect.stringContaining("Bees 19")]);
    }
  });

  it("that are events are sent as they happen, uncompressed", async () => {
    const { body } = await postJson(`${server.url}/v1/papers`, { papers: [{ title: "Wasps" }] });
    const { id } = body["job"] as { id: string };
    const { headers, bytes } = await load(`/v1/jobs/${id}/events`, { "accept-encoding": "gzip, br" });
    expect([headers["content-encoding"], bytes.toString()]).toEqual([undefined, expect.stringContaining("event: job")]);
  });
});
