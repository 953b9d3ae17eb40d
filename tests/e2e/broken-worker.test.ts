import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRedisEmbedQueue } from "../../src/adapters/bullmq/redis-embed-queue.js";
import type { EmbedBatch, EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import type { LocalServer } from "../support/local-server.js";
import { createLogCollector } from "../support/queue-options.js";
import { countRounds } from "../support/rounds.js";
import { readStoredVectors } from "../support/saved-index.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, spawnServer } from "../support/spawn-server.js";
import { spawnWorker } from "../support/spawn-worker.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";
import { makeUnitVectors } from "../support/unit-vectors.js";
import { until } from "../support/until.js";

const missing = modelMissing ?? redisMissing;
const reason = missing ? ` (skipped: ${missing})` : "";
const dimensions = 384;

describe.skipIf(missing)(`A service with a faulty worker${reason}`, () => {
  let redis: LocalServer;
  const queues: EmbedQueue[] = [];
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close()));
    await endPrograms();
    await redis.stop();
    await removeTemporaryFolders();
  });

  it("gives the batches of a stopped worker to another, and ignores late results of the first", async () => {
    const folder = await makeTemporaryFolder();
    const server = await spawnServer(folder, { REDIS_URL: redis.url, WORKERS: "0" });
    const [stopped, other] = await Promise.all(
      [1, 2].map(() => spawnWorker({ REDIS_URL: redis.url, WORKER_THREADS: "1" })),
    );
    const count = countRounds(200);
    const total = sampleCount + count + 1;
    const answer = await server.api.sendPapers([...makePapers(count), beePaper]);
    await until(
      "the samples are embedded",
      async () => (await server.api.readStats()).papers.embedded > sampleCount,
      120_000,
    );
    process.kill(stopped?.pid ?? 0, "SIGSTOP");
    await server.api.untilComplete(total);
    const before = readStoredVectors(folder);

    process.kill(stopped?.pid ?? 0, "SIGCONT");
    await other?.end("SIGKILL");
    await server.api.sendPapers(makePapers(100, count));
    await server.api.untilComplete(total + 100);
    expect(readStoredVectors(folder).slice(0, total)).toEqual(before);
    const job = await server.api.readJob(answer.body.job?.id ?? "");
    expect(job).toMatchObject({ state: "completed", counts: { accepted: count + 1, embedded: count + 1, failed: 0 } });
    expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
  }, 400_000);

  it("rejects invalid vectors paper by paper with a reason, and accepts valid ones after a retry", async () => {
    const server = await spawnServer(await makeTemporaryFolder(), { REDIS_URL: redis.url, WORKERS: "0" });
    let embed: (batch: EmbedBatch) => EmbedResult[] = breakOn(/battery ageing/);
    const worker = await createRedisEmbedQueue({ url: redis.url, logger: createLogCollector().logger });
    queues.push(worker);
    await worker.consumeBatches(async (batch) => embed(batch), 2);

    const some = await server.api.sendPapers(makePapers(60));
    const someId = some.body.job?.id ?? "";
    await untilEnded(server.api, someId);
    expect(await server.api.readJob(someId)).toMatchObject({
      state: "completed",
      counts: { accepted: 60, embedded: 57, failed: 3 },
    });
    expect(await server.api.listFailures(someId)).toEqual(
      [6, 26, 46].map((number) => ({
        id: `generated-${number}`,
        reason: "a worker returned an invalid result: expected finite numbers",
      })),
    );

    embed = (batch) => makeUnitVectors(batch.papers.length, 3).map((vector) => ({ vector }));
    const all = await server.api.sendPapers(makePapers(70, 60));
    const allId = all.body.job?.id ?? "";
    await untilEnded(server.api, allId);
    expect(await server.api.readJob(allId)).toMatchObject({ state: "failed", counts: { embedded: 0, failed: 70 } });
    expect((await server.api.listFailures(allId))[0]).toEqual({
      id: "generated-60",
      reason: `a worker returned an invalid result: expected ${dimensions} numbers, received 3`,
    });
    expect((await server.api.readReadiness()).status).toBe(200);

    embed = breakOn(undefined);
    for (const id of [someId, allId]) await server.api.retryJob(id);
    await server.api.untilComplete(sampleCount + 130);
    for (const id of [someId, allId]) {
      expect(await server.api.readJob(id)).toMatchObject({ state: "completed", counts: { failed: 0 } });
      expect(await server.api.listFailures(id)).toEqual([]);
    }
  }, 400_000);
});

/** Vectors of the model's dimensions, filled with NaN for texts that match the pattern. */
function breakOn(pattern: RegExp | undefined) {
  return ({ papers }: EmbedBatch): EmbedResult[] =>
    makeUnitVectors(papers.length, dimensions).map((vector, index) => ({
      vector: pattern?.test(papers[index]?.text ?? "") ? new Float32Array(dimensions).fill(Number.NaN) : vector,
    }));
}

async function untilEnded(api: Awaited<ReturnType<typeof spawnServer>>["api"], id: string): Promise<void> {
  const hasEnded = async () => ["completed", "failed"].includes((await api.readJob(id)).state);
  await until(`job ${id} has ended`, hasEnded, 180_000);
}
