import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { beePaper, beeQuestion, makePapers, nameSeries } from "../support/generated-papers.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const total = sampleCount + 401;

describe.skipIf(modelMissing)(`An interrupted ingest${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  it("resumes by itself after each of three kill -9, without losing or duplicating an accepted paper", async () => {
    const folder = await makeTemporaryFolder();
    const first = await spawnServer(folder);
    const answer = await first.api.sendPapers([...makePapers(400), beePaper]);
    expect(answer).toMatchObject({ status: 202, body: { job: { counts: { total: 401, accepted: 401 } } } });
    const held = await untilPartlyEmbedded(first);
    await first.end("SIGKILL");

    const second = await spawnServer(folder);
    await expectAllOnce(second, total);
    expect((await second.api.readStats()).papers.embedded).toBeGreaterThanOrEqual(held);
    await second.end("SIGKILL");

    const third = await spawnServer(folder);
    await expectAllOnce(third, total);
    const kept = await killWhilePapersStream(third, makePapers(100, 400));

    const fourth = await spawnServer(folder);
    const { papers } = await fourth.api.readStats();
    expect(papers.papers).toBeGreaterThanOrEqual(kept);
    expect(papers.papers).toBeLessThan(total + 100);
    const again = await fourth.api.sendPapers(makePapers(100, 400));
    expect(again.body.job?.counts).toMatchObject({ total: 100, unchanged: papers.papers - total, failed: 0 });
    await fourth.api.untilComplete(total + 100);
    await expectAllOnce(fourth, total + 100);
    expect((await fourth.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    expect((await fourth.api.search(nameSeries(499), "keyword"))[0]).toBe("generated-499");
    // A job cut off while papers were streaming in completes with the papers received so far.
    for (const job of await fourth.api.listJobs()) expect(job.state).toBe("completed");
  }, 240_000);

  it("shuts down cleanly on Ctrl-C with its indexes saved, and resumes at the next start", async () => {
    const folder = await makeTemporaryFolder();
    const first = await spawnServer(folder);
    await first.api.sendPapers([...makePapers(400), beePaper]);
    const held = await untilPartlyEmbedded(first);
    const ending = performance.now();
    expect(await first.end("SIGINT")).toBe(0);
    expect(performance.now() - ending).toBeLessThan(15_000);
    const saved = { bm25: await readManifest(folder, "bm25"), hnsw: await readManifest(folder, "hnsw") };
    expect(saved.bm25).toMatchObject({ count: total });
    expect(saved.hnsw.count).toBeGreaterThanOrEqual(held);
    expect(saved.hnsw.count).toBeLessThan(total);
    expect(saved.hnsw.lastChange).toBeGreaterThan(saved.bm25.lastChange);

    const second = await spawnServer(folder);
    const { indexes } = await second.api.readStats();
    expect(indexes.keyword).toBe(total);
    expect(indexes.vector).toBeGreaterThanOrEqual(saved.hnsw.count);
    await second.api.untilComplete(total);
    await expectAllOnce(second, total);
    expect((await second.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    expect(second.readOutput()).not.toContain("rebuilt");
  }, 240_000);
});

/** @returns how many papers semantic search covered at that point: the samples and some of those sent */
async function untilPartlyEmbedded({ api }: ServerProcess): Promise<number> {
  let held = 0;
  const hasSome = async () => {
    held = (await api.readStats()).indexes.vector;
    return held > sampleCount;
  };
  await until("some of the papers that were sent are found by meaning", hasSome, 60_000);
  expect(held).toBeLessThan(total);
  return held;
}

async function expectAllOnce({ api }: ServerProcess, count: number): Promise<void> {
  const ids = await api.listIds();
  expect(ids).toHaveLength(count);
  expect(new Set(ids).size).toBe(count);
  expect(ids).toContain(beePaper.id);
}

/** Kills the server once it has stored some of the papers and waits for the rest. @returns how many it had stored */
async function killWhilePapersStream(server: ServerProcess, papers: readonly PaperInput[]): Promise<number> {
  let kept = 0;
  async function* sendAndKill() {
    yield* papers.slice(0, papers.length / 2);
    const hasKeptSome = async () => {
      kept = (await server.api.readStats()).papers.papers;
      return kept > total;
    };
    await until("some of the streamed papers are kept", hasKeptSome, 60_000);
    await server.end("SIGKILL");
    yield* papers.slice(papers.length / 2);
  }
  await expect(server.api.streamPapers(sendAndKill())).rejects.toThrow("fetch failed");
  return kept;
}

async function readManifest(folder: string, index: "bm25" | "hnsw"): Promise<{ count: number; lastChange: number }> {
  return JSON.parse(await readFile(join(folder, "indexes", `${index}.json`), "utf8")) as never;
}
