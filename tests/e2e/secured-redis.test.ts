import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeCertificates, opensslMissing } from "../support/certificates.js";
import type { LocalServer } from "../support/local-server.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, spawnServer } from "../support/spawn-server.js";
import { spawnWorker } from "../support/spawn-worker.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const missing = modelMissing ?? redisMissing ?? opensslMissing;

describe.skipIf(missing)(`A service whose Redis has TLS${missing ? ` (skipped: ${missing})` : ""}`, () => {
  let redis: LocalServer | undefined;
  afterEach(async () => {
    await endPrograms();
    await redis?.stop();
    await removeTemporaryFolders();
  });

  it("embeds papers by a worker, with the address and its password in a file", async () => {
    const folder = await makeTemporaryFolder();
    const certificates = makeCertificates(folder);
    redis = await startRedis({ certificates, password: "s3cret" });
    const file = join(folder, "redis-url");
    await writeFile(file, `${redis.url}\n`);
    const settings = { REDIS_URL_FILE: file, REDIS_CA: certificates.authority };
    const server = await spawnServer(join(folder, "data"), { ...settings, WORKERS: "0" });
    await spawnWorker({ ...settings, WORKER_THREADS: "1" });
    await server.api.untilComplete(sampleCount);
    expect(await server.api.readReadiness()).toMatchObject({ status: 200, body: { ready: true } });
  }, 240_000);
});
