import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeIndexes } from "../../src/adapters/index-folders.js";
import { createModelStore } from "../../models/fetch.js";
import { createTransformersEmbedder } from "../../src/adapters/transformers/embedder.js";
import { composeText } from "../../src/domain/paper/clean-paper.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import { createKillableService, type KillableService, type Part } from "../support/killable-service.js";
import type { LocalServer } from "../support/local-server.js";
import { createPaperLedger, type PaperLedger } from "../support/paper-ledger.js";
import { createRandom } from "../support/random.js";
import { countRounds } from "../support/rounds.js";
import { readSavedIds, readStoredVectors } from "../support/saved-index.js";
import { samplePapers } from "../support/sample-papers.js";
import { endPrograms } from "../support/spawn-program.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing, testModel } from "../support/test-model.js";

const timeoutMs = 900_000;
const papersEachRound = 40;
const redisRounds = countRounds(5);
const ownRounds = countRounds(2);
const longestLifeMs = 1_500;

const untilRemoved = async () => {
  await endPrograms();
  await removeTemporaryFolders();
};

const missing = modelMissing ?? redisMissing;
describe.skipIf(missing)(`A service with its queue in Redis${missing ? ` (skipped: ${missing})` : ""}`, () => {
  let redis: LocalServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await untilRemoved();
    await redis.stop();
  });

  it(
    `loses and duplicates nothing in ${redisRounds} kills of its API, its worker, or both`,
    { timeout: timeoutMs },
    async (test) => {
      const folder = await makeTemporaryFolder();
      const service = createKillableService({ folder, redisUrl: redis.url });
      const victims: readonly Part[][] = [["api"], ["worker"], ["api", "worker"]];
      const { ledger, table } = await playRounds(service, { rounds: redisRounds, seed: 11, victims });
      await test.annotate(table);
      await expectAllKept(service, ledger);
      await expectSameAsRebuilt(service, folder);
      await expectVectorsOfModel(folder);
    },
  );
});

describe.skipIf(modelMissing)(`A service in one process${modelMissing ? ` (skipped: ${modelMissing})` : ""}`, () => {
  afterEach(untilRemoved);

  it(`loses and duplicates nothing in ${ownRounds} kills`, { timeout: timeoutMs }, async (test) => {
    const folder = await makeTemporaryFolder();
    const service = createKillableService({ folder });
    const { ledger, table } = await playRounds(service, { rounds: ownRounds, seed: 7, victims: [["api"]] });
    await test.annotate(table);
    await expectAllKept(service, ledger);
    await expectSameAsRebuilt(service, folder);
    await expectVectorsOfModel(folder);
  });
});

interface Game {
  readonly rounds: number;
  readonly seed: number;
  readonly victims: readonly Part[][];
}

/** Each round sends papers, kills the service midway, restarts it, and checks that every accepted paper is present. */
async function playRounds(service: KillableService, { rounds, seed, victims }: Game) {
  const random = createRandom(seed);
  await service.start();
  const ledger = createPaperLedger(await service.api.listIds());
  const rows = [["round", "killed", "after ms", "accepted", "sent again", "embedded at the next start"]];
  for (let round = 0; round < rounds; round += 1) {
    const papers = makePapers(papersEachRound, round * papersEachRound);
    const parts = victims[Math.floor(random() * victims.length)] ?? [];
    const afterMs = Math.round(random() * longestLifeMs);
    const before = ledger.accepted.size;
    const sending = ledger.send(service.api, papers);
    await wait(afterMs);
    await service.kill(parts);
    await sending;
    const row = [round + 1, parts.join(" + "), afterMs, ledger.accepted.size - before, ledger.unanswered.length];
    await service.start();
    expect(ledger.findFaults(await service.api.listIds()), `after round ${round + 1}`).toEqual([]);
    const { papers: counts } = await service.api.readStats();
    rows.push([...row.map(String), `${counts.embedded} of ${counts.papers}`]);
  }
  return { ledger, table: rows.map((row) => `| ${row.join(" | ")} |`).join("\n") };
}

async function expectAllKept({ api }: KillableService, ledger: PaperLedger): Promise<void> {
  await ledger.send(api, [beePaper]);
  const total = ledger.accepted.size;
  expect(ledger.unanswered).toEqual([]);
  await api.untilComplete(total, 240_000);
  const ids = await api.listIds();
  expect(ids).toHaveLength(total);
  expect(ledger.findFaults(ids)).toEqual([]);
  expect((await api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
  const jobs = await api.listJobs();
  expect(jobs.filter(({ state }) => state !== "completed")).toEqual([]);
  const sum = (count: "accepted" | "embedded" | "failed") =>
    jobs.reduce((papers, { counts }) => papers + counts[count], 0);
  // A paper that was accepted or embedded twice would be counted twice.
  expect([sum("accepted"), sum("embedded"), sum("failed")]).toEqual([total, total, 0]);
}

/** Stops the service, deletes its indexes, and checks that it rebuilds them from the store. */
async function expectSameAsRebuilt(service: KillableService, folder: string): Promise<void> {
  const asked = readStoredVectors(folder).filter((_paper, index) => index % 20 === 0);
  const ask = async () =>
    Promise.all(asked.map(({ title }) => service.api.search(title.replace(/, zq\w+$/, ""), "semantic")));
  const before = await ask();
  expect(await service.endApi()).toBe(0);
  const ids = await readSavedIds(folder);
  expect(ids).toEqual(
    readStoredVectors(folder)
      .map(({ id }) => id)
      .sort(),
  );

  await removeIndexes(folder);
  await service.start();
  await service.api.untilComplete(ids.length);
  const after = await ask();
  const found = before.flatMap((hits, index) => hits.map((id) => Number(after[index]?.includes(id))));
  expect(found.length).toBe(asked.length * 10);
  expect(found.reduce((sum, hit) => sum + hit, 0) / found.length).toBeGreaterThanOrEqual(0.99);
  expect(await service.endApi()).toBe(0);
  expect(await readSavedIds(folder)).toEqual(ids);
}

/** Compares a sample of the stored vectors with those that the model computes for the same texts now. */
async function expectVectorsOfModel(folder: string): Promise<void> {
  const found = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(testModel);
  if (!found) throw new Error(`the model ${testModel} has vanished`);
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const embedder = await createTransformersEmbedder({
    model: found.spec,
    folder: found.folder,
    logger,
    documents: { threads: 1 },
  });
  try {
    const sample = readStoredVectors(folder).filter((_paper, index) => index % 17 === 0);
    expect(sample.length).toBeGreaterThan(samplePapers.length / 17);
    const results = await embedder.embedDocuments(sample.map(composeText));
    expect(results).toEqual(sample.map(({ vector }) => ({ vector })));
  } finally {
    await embedder.close();
  }
}
