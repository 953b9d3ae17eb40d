import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Readiness } from "../../src/domain/health/status.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import { fillDisk, findMountObstacle, mountDisk, unmountDisks } from "../support/small-disk.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, spawnServer } from "../support/spawn-server.js";
import { modelMissing } from "../support/test-model.js";

const missing = modelMissing ?? findMountObstacle();
const reason = missing ? ` (skipped: ${missing})` : "";
const total = sampleCount + 201;

describe.skipIf(missing)(`A server on a full disk${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    unmountDisks();
  });

  it("rejects new papers with a clear message, still answers searches, and recovers without a restart", async () => {
    const disk = mountDisk();
    const server = await spawnServer(join(disk, "data"));
    await server.api.untilComplete(sampleCount);
    const fill = await fillDisk(disk);
    const refused = await server.api.sendPapers([...makePapers(200), beePaper]);
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(refused.body.detail).toContain("papers.sqlite cannot be written (database or disk is full)");
    expect(refused.body.detail).toContain("free some space");
    const readDisk = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return [answer.status, ((await answer.json()) as Readiness).checks["disk"]];
    };
    const full = { ok: false, detail: expect.stringMatching(/ free: new papers are refused until there is more$/) };
    expect(await readDisk()).toEqual([503, full]);
    for (const mode of ["keyword", "semantic", "hybrid"] as const) {
      expect(await server.api.search("fine-tuning with few trainable parameters", mode)).toHaveLength(10);
    }
    expect(await server.api.listIds()).toHaveLength(sampleCount);

    await rm(fill);
    expect(await readDisk()).toEqual([200, { ok: true, detail: expect.stringMatching(/ MB free$/) }]);
    const accepted = await server.api.sendPapers([...makePapers(200), beePaper]);
    expect(accepted).toMatchObject({ status: 202, body: { job: { counts: { total: 201, accepted: 201 } } } });
    await server.api.untilComplete(total);
    expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    expect(await server.end("SIGTERM")).toBe(0);
  }, 240_000);
});
