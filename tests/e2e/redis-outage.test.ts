import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { beePaper, beeQuestion, makePapers, nameSeries } from "../support/generated-papers.js";
import type { LocalServer } from "../support/local-server.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { spawnWorker } from "../support/spawn-worker.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const missing = modelMissing ?? redisMissing;
const reason = missing ? ` (skipped: ${missing})` : "";
const total = sampleCount + 301;

describe.skipIf(missing)(`A service with its queue in Redis${reason}`, () => {
  let redis: LocalServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await endPrograms();
    await redis.stop();
    await removeTemporaryFolders();
  });

  it("embeds every paper once when one of two workers is killed midway", async () => {
    const server = await spawnServer(await makeTemporaryFolder(), { REDIS_URL: redis.url, WORKERS: "0" });
    const workers = await Promise.all([1, 2].map(() => spawnWorker({ REDIS_URL: redis.url, WORKER_THREADS: "1" })));
    const answer = await server.api.sendPapers([...makePapers(300), beePaper]);
    await untilEmbedded(server, sampleCount);
    await workers[0]?.end("SIGKILL");
    expect((await server.api.readStats()).papers.embedded).toBeLessThan(total);
    await server.api.untilComplete(total);
    expect(await server.api.readJob(answer.body.job?.id ?? "")).toMatchObject({
      state: "completed",
      counts: { total: 301, accepted: 301, embedded: 301, failed: 0 },
    });
    await expectAllOnce(server);
  }, 240_000);

  it("accepts papers and finds them by keyword while Redis is down, and resumes embedding when it is back", async () => {
    const server = await spawnServer(await makeTemporaryFolder(), { REDIS_URL: redis.url });
    await server.api.sendPapers(makePapers(150));
    await untilEmbedded(server, 0);
    await redis.kill();
    const during = await server.api.sendPapers([...makePapers(150, 150), beePaper]);
    expect(during).toMatchObject({ status: 202, body: { job: { counts: { accepted: 151 } } } });
    expect(await server.api.search(nameSeries(299), "keyword")).toEqual(["generated-299"]);
    expect((await server.api.search("adapters for speech", "hybrid")).length).toBeGreaterThan(0);
    const outage = await server.api.readReadiness();
    expect(outage).toMatchObject({ status: 503, body: { ready: false, checks: { queue: { ok: false } } } });
    expect(outage.body.checks["queue"]?.detail).toContain(`Redis at ${redis.url} does not answer`);
    expect((await server.api.readStats()).papers.papers).toBe(total);

    await redis.restart();
    await server.api.untilComplete(total);
    expect(await server.api.readReadiness()).toMatchObject({ status: 200, body: { ready: true } });
    await expectAllOnce(server);
  }, 240_000);

  it("queues all outstanding batches again after Redis is flushed midway", async () => {
    const server = await spawnServer(await makeTemporaryFolder(), { REDIS_URL: redis.url });
    await server.api.sendPapers([...makePapers(300), beePaper]);
    await untilEmbedded(server, 0);
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    expect((await server.api.readStats()).papers.embedded).toBeLessThan(total);
    await server.api.untilComplete(total);
    await expectAllOnce(server);
    expect((await server.api.readReadiness()).status).toBe(200);
  }, 240_000);

  it("keeps paused and cancelled jobs unchanged across restarts of Redis, the API and the worker", async () => {
    const folder = await makeTemporaryFolder();
    const settings = { REDIS_URL: redis.url, WORKERS: "0" };
    const first = await spawnServer(folder, settings);
    const send = async (server: ServerProcess, papers: readonly PaperInput[]) =>
      (await server.api.sendPapers(papers)).body.job?.id ?? "";
    // Batches already queued when a job is paused are still embedded, so Redis is down to keep these off the queue.
    await redis.kill();
    const cancelled = await send(first, makePapers(100));
    const paused = await send(first, makePapers(200, 100));
    await first.api.steerJob(cancelled, "cancel");
    expect(await first.api.steerJob(paused, "pause")).toMatchObject({ state: "paused" });
    await first.end("SIGKILL");
    await redis.restart();

    const second = await spawnServer(folder, settings);
    const worker = await spawnWorker(settings);
    const read = async (id: string) => (await second.api.readJob(id)).state;
    const other = await send(second, [beePaper]);
    await until("another job goes through", async () => (await read(other)) === "completed", 60_000);
    expect([await read(cancelled), await read(paused)]).toEqual(["cancelled", "paused"]);
    expect((await second.api.readJob(paused)).counts).toMatchObject({ accepted: 200, embedded: 0 });
    expect((await second.api.readStats()).papers.withheld).toBe(100);

    await worker.end("SIGKILL");
    await second.api.steerJob(paused, "resume");
    await second.api.steerJob(cancelled, "retry");
    await spawnWorker(settings);
    await second.api.untilComplete(total);
    expect([await read(cancelled), await read(paused)]).toEqual(["completed", "completed"]);
    await expectAllOnce(second);
  }, 240_000);
});

async function untilEmbedded({ api }: ServerProcess, before: number): Promise<void> {
  const hasMore = async () => (await api.readStats()).papers.embedded > before;
  await until(`more than ${before} papers are embedded`, hasMore, 60_000);
}

async function expectAllOnce({ api }: ServerProcess): Promise<void> {
  const ids = await api.listIds();
  expect(ids).toHaveLength(total);
  expect(new Set(ids).size).toBe(total);
  expect((await api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
}
