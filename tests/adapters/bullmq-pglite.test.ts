import { cpSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPgliteEmbedQueue } from "../../src/adapters/bullmq/pglite/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { measureFolder } from "../support/measure-folder.js";
import { makeQueueOptions } from "../support/queue-options.js";
import { createRandom } from "../support/random.js";
import { spawnQueueChild } from "../support/spawn-queue-child.js";
import { until } from "../support/until.js";

describe("the embed queue on PGlite", () => {
  let root: string;
  let folders = 0;
  const open = (folder: string, tries?: "default") =>
    createPgliteEmbedQueue({ ...makeQueueOptions(undefined, tries), folder });
  /** Copies an empty database, which takes one second instead of several to create one. */
  const copyEmpty = () => {
    const folder = join(root, String((folders += 1)));
    cpSync(join(root, "empty"), folder, { recursive: true });
    return folder;
  };
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "paperkin-pglite-"));
    await (await open(join(root, "empty"))).close();
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  // Creating or copying a database takes longer than a test, so the tests share one; each leaves its queue empty.
  describeEmbedQueue("contract", async () => ({
    open: (tries) => open(join(root, "empty"), tries),
    // A PGlite database belongs to one process.
    sharable: false,
    close: async () => undefined,
  }));

  it.each([
    ["", 0],
    [", even if the clock moves back an hour", 3_600_000],
  ])(
    "finishes outstanding batches after the process crashes%s",
    async (_when, clockAheadMs) => {
      const folder = copyEmpty();
      const ids = Array.from({ length: 60 }, (_, index) => `batch ${index}`);
      const child = spawnQueueChild({ kind: "pglite", folder, role: "work", publish: ids, clockAheadMs });
      const readDone = () => child.lines.flatMap((line) => (line.startsWith("embedded ") ? [line.slice(9)] : []));
      await until("the child is amid its work", () => readDone().length >= 10);
      await child.kill();
      const before = readDone();
      expect(before.length).toBeLessThan(ids.length);

      const queue = await open(folder);
      const sink = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 2);
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      expect(new Set([...before, ...sink.embedded.map(({ id }) => id)])).toEqual(new Set(ids));
      await queue.close();
    },
    120_000,
  );

  it("does not grow on disk with the number of processed batches", async () => {
    const folder = copyEmpty();
    const queue = await open(folder);
    const sink = await collect(queue);
    const draw = createRandom(1);
    const drawText = () => Array.from({ length: 150 }, () => draw().toString(36)).join("");
    const drawVector = () => ({ vector: Float32Array.from({ length: 384 }, draw) });
    await queue.consumeBatches(async ({ papers }) => papers.map(drawVector), 2);
    const sizes: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      const texts = Array.from({ length: 64 }, drawText);
      await queue.publish(Array.from({ length: 8 }, (_, index) => makeBatch(`${round}.${index}`, texts)));
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      sizes.push(await measureFolder(join(folder, "base")));
    }
    await queue.close();
    // Locks last a second in these tests, so a batch may arrive twice on a busy machine.
    expect(new Set(sink.embedded.map(({ id }) => id)).size).toBe(240);
    // With unbounded growth, the ratio is 1.7.
    expect(Math.max(...sizes.slice(15)) / Math.max(...sizes.slice(0, 15))).toBeLessThan(1.3);
  }, 120_000);

  it("lets the process exit once it is closed, and prints nothing", async () => {
    const folder = copyEmpty();
    const child = spawnQueueChild({ kind: "pglite", folder, role: "work", publish: ["a"] });
    expect(await child.ended()).toBe(0);
    expect(child.lines).toEqual(["taken a", "embedded a", "closed"]);
    expect(child.readErrors()).toBe("");
  }, 120_000);

  it("recreates a damaged database, because every batch can be published again", async () => {
    const folder = copyEmpty();
    await rm(join(folder, "global"), { recursive: true });
    const queue = await open(folder);
    expect(await queue.readStatus()).toMatchObject({ ready: true, outstanding: 0 });
    await queue.close();
  }, 120_000);

  it("reports a folder that cannot be used", async () => {
    const file = join(root, "a file");
    await writeFile(file, "");
    await expect(open(file)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("a file"),
    });
  });
});
