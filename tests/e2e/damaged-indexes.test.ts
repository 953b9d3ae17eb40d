import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { beePaper, beeQuestion, makePapers, nameSeries } from "../support/generated-papers.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const total = sampleCount + 201;
const vectorWarning = /The vector index in [^"]* rebuilt from the store/;
const keywordWarning = /the keyword index will be rebuilt from the store/;

describe.skipIf(modelMissing)(`Indexes damaged between two starts${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  // All kinds of damage share one folder, so each start also shows that the previous one left intact indexes.
  it("are detected, reported in the log, and rebuilt from the store", async () => {
    const folder = await makeTemporaryFolder();
    const indexes = join(folder, "indexes");
    const first = await spawnServer(folder);
    await first.api.sendPapers([...makePapers(200), beePaper]);
    await first.api.untilComplete(total);
    expect(await first.end("SIGTERM")).toBe(0);

    await truncate(await findDataFile(indexes, "hnsw"), 1_000);
    await expectRebuilt(folder, { vector: true, keyword: false });

    await flipBit(await findDataFile(indexes, "bm25"));
    await expectRebuilt(folder, { vector: false, keyword: true });

    await flipBit(await findDataFile(indexes, "hnsw"));
    await rm(await findDataFile(indexes, "bm25"));
    await expectRebuilt(folder, { vector: true, keyword: true });

    await writeFile(join(indexes, "hnsw.json"), '{"format":1,"file":"../../papers.sqlite"}');
    await writeFile(join(indexes, "bm25.json"), Buffer.from([0, 255, 13, 7]));
    await expectRebuilt(folder, { vector: true, keyword: true });
  }, 240_000);
});

/** Starts the server, checks it and shuts it down cleanly, so that the next start finds intact indexes. */
async function expectRebuilt(folder: string, expected: { vector: boolean; keyword: boolean }): Promise<void> {
  const server = await spawnServer(folder);
  await server.api.untilComplete(total);
  expect(vectorWarning.test(server.readOutput()), server.readOutput()).toBe(expected.vector);
  expect(keywordWarning.test(server.readOutput()), server.readOutput()).toBe(expected.keyword);
  await expectAnswers(server);
  expect(await server.end("SIGTERM")).toBe(0);
}

async function expectAnswers({ api }: ServerProcess): Promise<void> {
  expect((await api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
  expect(await api.search(nameSeries(123), "keyword")).toEqual(["generated-123"]);
}

async function findDataFile(folder: string, index: "hnsw" | "bm25"): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${index}-`) && name.endsWith(".bin"));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? "");
}

async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}
