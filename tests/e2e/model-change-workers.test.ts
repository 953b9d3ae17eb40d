import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { beePaper, beeQuestion } from "../support/generated-papers.js";
import type { LocalServer } from "../support/local-server.js";
import { endPrograms, untilOutput } from "../support/spawn-program.js";
import { sampleCount, spawnServer } from "../support/spawn-server.js";
import { spawnWorker } from "../support/spawn-worker.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { defaultTestModel, oneModelMissing, testModel } from "../support/test-model.js";
import { until } from "../support/until.js";

const missing = oneModelMissing ?? redisMissing;
const reason = missing ? ` (skipped: ${missing})` : "";
const stepMs = 200_000;

describe.skipIf(missing)(`Remote workers during a model change${reason}`, () => {
  let redis: LocalServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await endPrograms();
    await redis.stop();
    await removeTemporaryFolders();
  });

  it("switch to the new model with its first batch", async () => {
    const settings = { MODEL: "", REDIS_URL: redis.url, WORKERS: "0", WORKER_THREADS: "1" };
    const server = await spawnServer(await makeTemporaryFolder(), settings);
    const worker = await spawnWorker({ REDIS_URL: redis.url, WORKER_THREADS: "1", MODEL: defaultTestModel });
    await server.api.untilComplete(sampleCount, stepMs);
    const { reindex } = createClient({ url: server.url, timeoutMs: stepMs });
    await reindex.start(testModel);
    const isReady = async () => (await reindex.status()).otherModel?.state === "ready";
    await until("the server has embedded every paper with the next model", isReady, stepMs);
    await reindex.switch();
    await server.api.sendPapers([beePaper]);
    await server.api.untilComplete(sampleCount + 1, stepMs);
    expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    await untilOutput(worker, /The batches are for another model, which is loaded/);
    expect((await reindex.status()).otherModel).toMatchObject({ id: defaultTestModel, missing: 1 });
  }, 600_000);
});
