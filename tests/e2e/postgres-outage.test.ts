import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beePaper, beeQuestion, makePapers, nameSeries } from "../support/generated-papers.js";
import type { LocalServer } from "../support/local-server.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { postgresMissing, startPostgres } from "../support/start-postgres.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const missing = modelMissing ?? postgresMissing;
const reason = missing ? ` (skipped: ${missing})` : "";
/** Per process: a few for each queue and worker. */
const mostConnections = 16;

describe.skipIf(missing)(`A service with its queue in PostgreSQL${reason}`, () => {
  let postgres: LocalServer;
  beforeEach(async () => {
    postgres = await startPostgres();
  });
  afterEach(async () => {
    await endPrograms();
    await postgres.stop();
    await removeTemporaryFolders();
  });

  it("accepts papers and answers searches during two PostgreSQL outages, and embeds every paper afterwards", async () => {
    const server = await spawnServer(await makeTemporaryFolder(), { DATABASE_URL: postgres.url });
    let sent = 0;
    const send = async (count: number) => {
      const answer = await server.api.sendPapers(makePapers(count, sent));
      expect(answer).toMatchObject({ status: 202, body: { job: { counts: { accepted: count } } } });
      sent += count;
    };
    const connections: number[] = [];
    for (let outage = 0; outage < 2; outage += 1) {
      await send(150);
      await untilEmbedded(server, sampleCount + sent - 150);
      await postgres.kill();
      await send(60);
      expect(await server.api.search(nameSeries(sent - 1), "keyword")).toEqual([`generated-${sent - 1}`]);
      expect((await server.api.search("adapters for speech", "hybrid")).length).toBeGreaterThan(0);
      const readiness = await server.api.readReadiness();
      expect(readiness).toMatchObject({ status: 503, body: { ready: false, checks: { queue: { ok: false } } } });
      expect(readiness.body.checks["queue"]?.detail).not.toContain("secret");
      await postgres.restart();
      await server.api.untilComplete(sampleCount + sent);
      expect((await server.api.readReadiness()).status).toBe(200);
      connections.push(await countConnections(postgres.url));
    }
    expect(Math.max(...connections)).toBeLessThanOrEqual(mostConnections);

    await server.api.sendPapers([beePaper]);
    await server.api.untilComplete(sampleCount + sent + 1);
    expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    const ids = await server.api.listIds();
    expect([ids.length, new Set(ids).size]).toEqual([sampleCount + sent + 1, sampleCount + sent + 1]);
    for (const job of await server.api.listJobs())
      expect(job).toMatchObject({ state: "completed", counts: { failed: 0 } });
    expect(server.readOutput()).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(await server.end("SIGTERM")).toBe(0);
    await until("its connections are closed", async () => (await countConnections(postgres.url)) === 0);
  }, 400_000);
});

async function untilEmbedded({ api }: ServerProcess, before: number): Promise<void> {
  const hasMore = async () => (await api.readStats()).papers.embedded > before;
  await until(`more than ${before} papers are embedded`, hasMore, 120_000);
}

/** Counts all client connections but its own. */
async function countConnections(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const others = "backend_type = 'client backend' AND pid <> pg_backend_pid()";
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${others}`,
    );
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
