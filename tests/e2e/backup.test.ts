import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { searchModes } from "../../src/domain/search/request.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import { checkoutRoot, endPrograms } from "../support/spawn-program.js";
import { baseSettings, sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

/* Backups of a data folder in use by a server, made with the built command in a separate process. */

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const main = join(checkoutRoot, "dist", "src", "cli", "main.js");
const { PATH = "", HOME = "" } = process.env;

function paperkin(parameters: readonly string[], dataDir: string): Promise<string> {
  const env = { PATH, HOME, ...baseSettings, DATA_DIR: dataDir };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, ...parameters], { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
}

describe.skipIf(modelMissing)(`A backup of a running server${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  it("holds every paper accepted before it started exactly once, despite an ongoing ingest and a kill -9", async () => {
    const root = await makeTemporaryFolder();
    const [data, target, copy] = [join(root, "data"), join(root, "backup"), join(root, "copy")];
    const first = await spawnServer(data);
    await first.api.sendPapers([...makePapers(300), beePaper]);
    const accepted = await first.api.listIds();
    expect(accepted).toHaveLength(sampleCount + 301);

    const broken = first.api.streamPapers(streamSlowly(first)).catch((error: unknown) => error);
    const { papers } = JSON.parse(await paperkin(["backup", target, "--json"], data)) as { papers: number };
    await first.end("SIGKILL");
    expect(await broken).toBeInstanceOf(Error);
    await paperkin(["restore", target], copy);
    expect((await readdir(root)).toSorted()).toEqual(["backup", "copy", "data"]);

    const second = await spawnServer(copy);
    const ids = await second.api.listIds();
    expect([new Set(ids).size, ids.length]).toEqual([papers, papers]);
    expect(ids.slice(0, accepted.length)).toEqual(accepted);
    await second.api.untilComplete(papers);
    expect((await second.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
  }, 400_000);

  it("gives the same answers as the server after a restore, from the saved indexes, and exports the same bytes", async () => {
    const root = await makeTemporaryFolder();
    const [data, target, copy] = [join(root, "data"), join(root, "backup"), join(root, "copy")];
    const first = await spawnServer(data);
    await first.api.untilComplete(sampleCount);
    // Indexes are saved at shutdown at the latest.
    expect(await first.end("SIGTERM")).toBe(0);
    const again = await spawnServer(data);
    const asked = "fine-tuning with few trainable parameters";
    const ask = ({ api }: ServerProcess) => Promise.all(searchModes.map((mode) => api.search(asked, mode)));
    const answers = await ask(again);
    await paperkin(["backup", target], data);
    await paperkin(["restore", target], copy);
    const exported = await paperkin(["export", "--vectors"], data);
    expect(exported.trim().split("\n")).toHaveLength(sampleCount);
    expect(exported).toContain('"embedding"');
    expect(await paperkin(["export", "--vectors"], copy)).toBe(exported);

    const restored = await spawnServer(copy);
    expect(await ask(restored)).toEqual(answers);
    expect(restored.readOutput()).not.toContain("rebuilt");
    const { papers, indexes } = await restored.api.readStats();
    expect([papers.embedded, indexes.vector]).toEqual([sampleCount, sampleCount]);
  }, 400_000);
});

/** An endless producer that stops only when its server is killed. */
async function* streamSlowly({ api }: ServerProcess): AsyncGenerator<PaperInput> {
  for (let from = 1_000; ; from += 32) {
    yield* makePapers(32, from);
    const total = from - 1_000;
    await until("the papers sent before are kept", async () => (await api.readStats()).papers.papers > total, 60_000);
  }
}
