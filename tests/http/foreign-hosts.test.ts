import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer, type TestServerOptions } from "../support/test-server.js";

describe("the host names of a server", () => {
  const servers: TestServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  /** The status for each of the hosts. */
  const readAs = async (options: TestServerOptions, hosts: readonly string[]) => {
    const server = await startTestServer({ papers: [{ id: "a", title: "Bees" }], ...options });
    servers.push(server);
    return Promise.all(hosts.map(async (host) => (await send(`${server.url}/v1/papers/a`, host)).status));
  };

  it("are those of its machine when it serves others without keys, whatever port was forwarded", async () => {
    const hosts = ["localhost:8080", "192.0.2.7:8080", "[2001:db8::7]", "evil.example:8080", "papers.example"];
    expect(await readAs({ host: "0.0.0.0" }, hosts)).toEqual([200, 200, 200, 403, 403]);
  });

  it("include those that the operator allows, in any case", async () => {
    const hosts = ["Papers.Example", "papers.example:8443", "other.example", "localhost"];
    const options = { allowedHosts: ["papers.EXAMPLE"] };
    expect(await readAs({ ...options, host: "0.0.0.0" }, hosts)).toEqual([200, 200, 403, 200]);
    expect(await readAs(options, hosts)).toEqual([200, 200, 403, 200]);
  });

  it("are narrowed with keys, too, and the refusal names the setting", async () => {
    const server = await startTestServer({ apiKeys: ["secret"], allowedHosts: ["papers.example"] });
    servers.push(server);
    expect(await send(`${server.url}/v1/stats`, "evil.example")).toEqual({
      status: 403,
      detail:
        "This server accepts localhost, papers.example or its IP address as the host, not evil.example. ALLOWED_HOSTS adds names.",
    });
    expect(await send(`${server.url}/v1/stats`, "papers.example")).toMatchObject({ status: 401 });
  });
});

/** Uses a plain request, as fetch sets the Host header itself. */
async function send(url: string, host: string) {
  const [answer] = (await once(request(url, { headers: { host } }).end(), "response")) as [IncomingMessage];
  const { detail } = (await json(answer)) as { detail?: string };
  return { status: answer.statusCode, detail };
}
