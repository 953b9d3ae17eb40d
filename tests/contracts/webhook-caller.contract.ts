import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { WebhookCaller } from "../../src/ports/desk/webhook-caller.js";
import { until } from "../support/until.js";

export interface CallerSettings {
  readonly timeoutMs: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

const now = Date.parse("2026-12-01T06:30:00Z");

/** @param create makes a caller that may call this machine */
export function describeWebhookCaller(name: string, create: (settings: CallerSettings) => WebhookCaller): void {
  describe(name, () => {
    const undo: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const step of undo.splice(0).toReversed()) await step();
    });
    const open = async (answer: RequestListener, timeoutMs = 500) => {
      const seen: string[] = [];
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => {
          seen.push(`${request.method} ${request.url} ${request.headers["webhook-id"] as string} ${body}`);
          answer(request, response);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const caller = create({ timeoutMs, now: () => now });
      undo.push(() => caller.close());
      undo.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
      const { port } = server.address() as AddressInfo;
      const call = (signal?: AbortSignal) =>
        caller.call(
          { url: `http://127.0.0.1:${port}/hook`, headers: { "webhook-id": "a" }, body: "{}" },
          signal && { signal },
        );
      return { seen, call, port };
    };
    const answer =
      (status: number, headers: Record<string, string> = {}, body = ""): RequestListener =>
      (_request, response) =>
        void response.writeHead(status, headers).end(body);

    it("posts what it is given", async () => {
      const { call, seen } = await open(answer(204));
      expect(await call()).toEqual({ outcome: "taken" });
      expect(seen).toEqual(["POST /hook a {}"]);
    });

    it.each([
      ["is long", (write: (text: string) => void) => write("x".repeat(10_000_000))],
      ["never ends", (write: (text: string) => void) => write("x")],
    ])("has an answer of 2xx whose body %s, and calls again", async (_what, send) => {
      const { call } = await open((_request, response) => {
        response.writeHead(200);
        send((text) => void response.write(text));
      });
      expect([await call(), await call()]).toEqual([{ outcome: "taken" }, { outcome: "taken" }]);
    });

    it.each([
      [500, "down\r\nfor  \u0007 now", "answered 500: down for now"],
      [404, "", "answered 404"],
      [503, "x".repeat(10_000_000), `answered 503: ${"x".repeat(200)}`],
    ])("says in a line what an answer of %i said", async (status, body, reason) => {
      const { call } = await open(answer(status, {}, body));
      expect(await call()).toEqual({ outcome: "later", reason });
    });

    it("reads how long it is asked to wait, and that it is wanted no more", async () => {
      const { call } = await open(answer(429, { "retry-after": "120" }));
      expect(await call()).toEqual({ outcome: "later", reason: "answered 429", waitMs: 120_000 });
      const dated = await open(answer(503, { "retry-after": new Date(now + 60_000).toUTCString() }));
      expect(await dated.call()).toMatchObject({ waitMs: 60_000 });
      const gone = await open(answer(410, {}, "bye"));
      expect(await gone.call()).toEqual({ outcome: "gone", reason: "answered 410: bye" });
    });

    it("follows no redirect, and says where it leads", async () => {
      const other = await open(answer(204));
      const { call } = await open(answer(307, { location: `http://127.0.0.1:${other.port}/` }));
      const reason = `answered 307: it has moved to http://127.0.0.1:${other.port}/. Change the address of the webhook.`;
      expect(await call()).toEqual({ outcome: "later", reason });
      expect(other.seen).toEqual([]);
    });

    it("gives up on one that does not answer, answers half an error, or hangs up", async () => {
      const hanging = await open(() => undefined);
      expect(await hanging.call()).toMatchObject({ outcome: "later", reason: expect.stringContaining("timeout") });
      const half = await open((_request, response) => void response.writeHead(500).write("half"));
      expect(await half.call()).toMatchObject({ outcome: "later", reason: expect.stringContaining("answered 500") });
      const rude = await open((request) => void request.socket.destroy());
      expect(await rude.call()).toMatchObject({ outcome: "later" });
    });

    it("breaks off when it is aborted", async () => {
      const { call, seen } = await open(() => undefined, 60_000);
      const stopping = new AbortController();
      const calling = call(stopping.signal);
      await until("it is called", () => seen.length === 1);
      stopping.abort(new Error("stopped"));
      expect(await calling).toEqual({ outcome: "later", reason: "stopped" });
    });
  });
}
