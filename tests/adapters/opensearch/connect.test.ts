import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectOpenSearch, type OpenSearchOptions } from "../../../src/adapters/opensearch/connect.js";
import { explainAction, statusOf, toAppError } from "../../../src/adapters/opensearch/to-app-error.js";
import { openSearchMissing, openTestCluster } from "../../support/start-opensearch.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A node that refuses every request with this status and body. */
const refuse = (status: number, body: unknown) =>
  serve((_request, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const type = typeof body === "string" ? "text/html" : "application/json";
    response.writeHead(status, { "content-type": type }).end(text);
  });

function connect(urls: readonly string[], options: Omit<OpenSearchOptions, "urls"> = {}) {
  const client = connectOpenSearch({ urls, requestTimeoutMs: 300, ...options });
  open.push(() => client.close());
  return client;
}

const fail = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => expect.fail("the call succeeded"),
    (error: unknown) => error,
  );

describe("a cluster that cannot be used", () => {
  const error = (type: string, reason: string) => ({ error: { type, reason, root_cause: [{ type, reason }] } });
  it.each([
    [401, "Unauthorized", /does not know the user.*OPENSEARCH_USERNAME.*OPENSEARCH_API_KEY/],
    [403, error("security_exception", "no permissions for [indices:data/read/get]"), /no permissions.*grant/],
    [429, error("rejected_execution_exception", "queue is full"), /too much to do \(queue is full\): try again/],
    [429, error("circuit_breaking_exception", "[parent] Data too large"), /no memory left.*larger heap/],
    [
      429,
      error(
        "cluster_block_exception",
        "index [p] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark];",
      ),
      /disk is nearly full.*free space/,
    ],
    [
      403,
      error("cluster_block_exception", "index [p] blocked by: [FORBIDDEN/8/index write (api)];"),
      /remove the block/,
    ],
    [
      503,
      error("cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered];"),
      /elect a cluster manager/,
    ],
    [503, error("search_phase_execution_exception", "all shards failed"), /not ready \(all shards failed\): start/],
    [502, "<html>\n<h1>Bad gateway</h1>", /not ready \(<html> <h1>Bad gateway<\/h1>\)/],
    [
      404,
      error("index_not_found_exception", "no such index [p-papers]"),
      /lacks an index \(no such index \[p-papers\]\).*OPENSEARCH_INDEX/,
    ],
  ])("explains status %s, %j", async (status, body, message) => {
    const url = await refuse(status, body);
    const failure = await fail(connect([url]).get({ index: "p", id: "1" }));
    expect(failure).toMatchObject({ name: "AppError", code: "unavailable", message: expect.stringMatching(message) });
    expect((failure as Error).message).toContain(`OpenSearch at ${url} `);
    expect(statusOf(failure)).toBe(status);
  });

  it("says what to do about a port that nobody listens on, and never shows a password", async () => {
    const failure = await fail(connect(["http://reader:secret@127.0.0.1:1"]).info());
    expect(failure).toMatchObject({ code: "unavailable" });
    expect((failure as Error).message).toMatch(/^OpenSearch at http:\/\/127\.0\.0\.1:1 cannot be reached.*start it/);
    expect((failure as Error).message).not.toContain("secret");
  });

  it("says so when the name of the host does not exist", async () => {
    const failure = await fail(connect(["http://nowhere.invalid:9200"]).info());
    expect(toAppError(failure).message).toMatch(/correct the name in OPENSEARCH_URL/);
  });

  it("says so when a node does not answer, or begins an answer and stops", async () => {
    const silent = await serve(() => undefined);
    const halting = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"name":');
    });
    for (const url of [silent, halting]) {
      const failure = await fail(connect([url], { requestTimeoutMs: 100, maxRetries: 1 }).info());
      expect(failure).toMatchObject({ code: "unavailable" });
      expect((failure as Error).message).toMatch(/OpenSearch at http.*(timed out|no complete answer within 200 ms)/);
    }
  });

  it("prints nothing when a connection breaks after the head of an answer", async () => {
    const log = vi.spyOn(console, "log");
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"name":', () => response.socket?.resetAndDestroy());
    });
    expect(await fail(connect([url]).info())).toMatchObject({ code: "unavailable" });
    expect(log).not.toHaveBeenCalled();
  });

  it("explains the refusal of one action of a bulk request", () => {
    expect(explainAction(429, { type: "rejected_execution_exception", reason: "full" })?.message).toContain("too much");
    expect(explainAction(409, { type: "version_conflict_engine_exception", reason: "other" })).toBeUndefined();
    expect(explainAction(400, { type: "mapper_parsing_exception", reason: "no number" })).toBeUndefined();
  });
});

describe("several nodes", () => {
  const answer: RequestListener = (_request, response) =>
    void response.writeHead(200, { "content-type": "application/json" }).end('{"name":"second"}');

  it("asks the next one where one is down, silent or not ready", async () => {
    const others = [
      "http://127.0.0.1:1",
      await serve(() => undefined),
      await refuse(503, { error: { type: "cluster_block_exception", reason: "state not recovered" } }),
    ];
    const client = connect([...others, await serve(answer)], { requestTimeoutMs: 100 });
    for (let call = 0; call < 8; call += 1) expect((await client.info()).body.name).toBe("second");
  });

  it("uses a node again soon after it has come back", async () => {
    let isDown = true;
    let asked = 0;
    const first = await serve((request, response) => {
      if (isDown) return void response.writeHead(503).end();
      asked += 1;
      answer(request, response as never);
    });
    const client = connect([first, await serve(answer)], { resurrectMs: 20 });
    await client.info();
    await client.info();
    isDown = false;
    await vi.waitFor(async () => {
      await client.info();
      expect(asked).toBeGreaterThan(1);
    });
  });
});

describe("who asks", () => {
  const askAs = async (options: Omit<OpenSearchOptions, "urls">) => {
    const requests: IncomingMessage[] = [];
    const url = await serve((request, response) => {
      requests.push(request);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await connect([url], options).info();
    return requests[0]?.headers.authorization;
  };

  it("sends a user and a password, or an API key", async () => {
    const basic = `Basic ${Buffer.from("reader:se:cret").toString("base64")}`;
    expect(await askAs({ username: "reader", password: "se:cret" })).toBe(basic);
    expect(await askAs({ apiKey: "k3y" })).toBe("ApiKey k3y");
    expect(await askAs({})).toBeUndefined();
  });
});

describe.skipIf(openSearchMissing)(`a real node${openSearchMissing ? ` (${openSearchMissing})` : ""}`, () => {
  const openNext = () => {
    const cluster = openTestCluster();
    open.push(() => cluster.close());
    return cluster;
  };
  const begin = () => {
    const { client, prefix } = openNext();
    return { client, index: `${prefix}-papers` };
  };

  it("answers, and removes what a test made", async () => {
    const { client, index } = begin();
    const settings = { number_of_shards: 1, number_of_replicas: 0 };
    await client.indices.create({ index, body: { settings, aliases: { [`${index}-alias`]: {} } } });
    const stillThere = async () => (await openNext().client.indices.exists({ index })).body;
    expect(await stillThere()).toBe(true);
    await open.shift()?.();
    expect(await stillThere()).toBe(false);
  });

  it("tells a missing index, a missing document, a conflict and a wrong query apart", async () => {
    const { client, index } = begin();
    const missing = await fail(client.get({ index, id: "1" }));
    expect(missing).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining(`no such index [${index}]`),
    });
    await client.indices.create({ index, body: { settings: { number_of_shards: 1, number_of_replicas: 0 } } });
    expect(statusOf(await fail(client.get({ index, id: "1" })))).toBe(404);
    expect((await client.get({ index, id: "1" }, { ignore: [404] })).body.found).toBe(false);
    await client.create({ index, id: "1", body: {} });
    expect(statusOf(await fail(client.create({ index, id: "1", body: {} })))).toBe(409);
    const wrong = await fail(client.search({ index, body: { query: { nothing: {} } as never } }));
    expect(statusOf(wrong)).toBe(400);
    expect(toAppError(wrong)).toMatchObject({ code: "internal", message: expect.stringContaining("unknown query") });
  });

  it("says what to do when the disk has passed the flood stage", async () => {
    const { client, index } = begin();
    const settings = { number_of_shards: 1, number_of_replicas: 0, "blocks.read_only_allow_delete": true };
    await client.indices.create({ index, body: { settings: settings as never } });
    const failure = await fail(client.index({ index, body: {} }));
    expect(failure).toMatchObject({ code: "unavailable", message: expect.stringContaining("disk is nearly full") });
  });
});
