import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createPostgresEmbedQueue } from "../../src/adapters/bullmq/postgres-embed-queue.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";
import { describeKilledWorker } from "../contracts/killed-worker.contract.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import type { LocalServer } from "../support/local-server.js";
import { createLogCollector, makeQueueOptions } from "../support/queue-options.js";
import { postgresMissing, startPostgres } from "../support/start-postgres.js";
import { until } from "../support/until.js";

const reason = postgresMissing ? ` (skipped: ${postgresMissing})` : "";

describe.skipIf(postgresMissing)(`the embed queue on PostgreSQL${reason}`, () => {
  let server: LocalServer;
  let namespaces = 0;
  let namespace: string;
  const opened: EmbedQueue[] = [];
  const open = async (logger = createLogCollector().logger) => {
    const queue = await createPostgresEmbedQueue({ ...makeQueueOptions(logger), url: server.url, namespace });
    opened.push(queue);
    return queue;
  };
  const nextNamespace = () => (namespace = `test${(namespaces += 1)}`);
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  describeEmbedQueue("contract", async () => {
    const own = nextNamespace();
    return {
      open: (tries) =>
        createPostgresEmbedQueue({ ...makeQueueOptions(undefined, tries), url: server.url, namespace: own }),
      sharable: true,
      close: async () => undefined,
    };
  });

  describe("outages and limits", () => {
    beforeEach(nextNamespace);
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queue) => queue.close()));
    });

    it("reports an unreachable server without revealing the password", async () => {
      const url = "postgres://someone:verysecret@127.0.0.1:1/papers";
      const failure = await createPostgresEmbedQueue({ ...makeQueueOptions(), url }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "unavailable", message: expect.stringContaining("127.0.0.1:1") });
      expect(String(failure)).not.toContain("secret");
    });

    it("recovers from a server crash without loss, and logs one line each for outage and recovery", async () => {
      const output = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(process.stderr, "write")];
      const { lines, logger } = createLogCollector();
      const queue = await open(logger);
      const sink = await collect(queue);
      await queue.publish([makeBatch("before")]);
      await server.kill();
      await until("it is not ready", async () => !(await queue.readStatus()).ready);
      const startMs = performance.now();
      await expect(queue.publish([makeBatch("during")])).rejects.toMatchObject({ code: "unavailable" });
      expect(await queue.readStatus()).toMatchObject({
        ready: false,
        detail: expect.not.stringContaining("secret"),
      });
      expect(performance.now() - startMs).toBeLessThan(3_000);
      await server.restart();
      await until("it is ready again", async () => (await queue.readStatus()).ready);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await queue.publish([makeBatch("after")]);
      await until("both came back", () => sink.embedded.length === 2);
      await until("the return was logged", () => lines.some(({ level }) => level === "info"));
      expect(lines.map(({ level }) => level)).toEqual(["warn", "info"]);
      expect(output.flatMap((spy) => spy.mock.calls)).toEqual([]);
      output.forEach((spy) => spy.mockRestore());
    }, 120_000);

    describeKilledWorker(open, () => ({ kind: "postgres", url: server.url, namespace }));

    it("keeps a bounded number of rows, however many batches it processes", async () => {
      const queue = await open();
      const sink = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 4);
      await queue.publish(Array.from({ length: 200 }, (_, index) => makeBatch(`batch ${index}`)));
      await until("all came back", () => sink.embedded.length === 200, 60_000);
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      const client = new Client({ connectionString: server.url });
      await client.connect();
      const count = async (table: string) => {
        const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${namespace}.${table}`);
        return rows[0]?.n;
      };
      expect([await count("job"), await count("job_dependency")]).toEqual([0, 0]);
      // BullMQ trims its events once every 256.
      expect(await count("event")).toBeLessThan(2 * 300);
      await client.end();
    }, 90_000);
  });
});
