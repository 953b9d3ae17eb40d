import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { fillDisk, findMountObstacle, makeReadOnly, mountDisk, unmountDisks } from "../support/small-disk.js";
import { endPrograms, spawnProgram } from "../support/spawn-program.js";
import { baseSettings, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const timeoutMs = 240_000;

afterEach(async () => {
  await endPrograms();
  await removeTemporaryFolders();
  unmountDisks();
});

describe.skipIf(modelMissing)(`A data folder that cannot be opened${reason}`, { timeout: timeoutMs }, () => {
  it("is rejected and left unchanged when a newer paperkin wrote it", async () => {
    const file = await makeStore(await makeTemporaryFolder());
    setVersion(file, schemaVersion + 1);
    const message = `paperkin: ${file} was written by a newer paperkin (layout ${schemaVersion + 1}, this one knows ${schemaVersion}): update paperkin.`;
    expect(await refuseStart(join(file, ".."))).toBe(message);
    setVersion(file, schemaVersion);
    const server = await spawnServer(join(file, ".."));
    expect((await server.api.readStats()).papers.papers).toBe(200);
  });

  it("is rejected when its store is truncated or not a database", async () => {
    const file = await makeStore(await makeTemporaryFolder());
    await truncate(file, 60_000);
    expect(await refuseStart(join(file, ".."))).toMatch(
      /^paperkin: The store .*papers\.sqlite is damaged \(.*\)\. Restore it from a backup\.$/,
    );
    await writeFile(file, "this is no database ".repeat(100));
    expect(await refuseStart(join(file, ".."))).toMatch(/is damaged \(file is not a database\)\. Restore it/);
  });

  it("is rejected when its path is a file", async () => {
    const folder = join(await makeTemporaryFolder(), "data");
    await writeFile(folder, "");
    expect(await refuseStart(folder)).toMatch(
      /^paperkin: The data folder .* cannot be created .* another folder with DATA_DIR\.$/,
    );
  });
});

const missing = modelMissing ?? findMountObstacle();
const why = missing ? ` (skipped: ${missing})` : "";

describe.skipIf(missing)(`An unwritable disk at startup${why}`, { timeout: timeoutMs }, () => {
  it("is reported when it is read-only", async () => {
    const disk = mountDisk();
    await makeStore(join(disk, "data"));
    makeReadOnly(disk);
    expect(await refuseStart(join(disk, "data"))).toMatch(
      /^paperkin: The data folder .* cannot be (locked|written) \(.+\): check its permissions and that its disk has space/,
    );
  });

  it("is reported when it is full, and the data is intact once space is free", async () => {
    const disk = mountDisk();
    const folder = join(disk, "data");
    await makeStore(folder);
    const fill = await fillDisk(disk);
    expect(await refuseStart(folder)).toMatch(/^paperkin: .*(no space left|disk is full|disk I\/O error).*space/i);
    await rm(fill);
    const server = await spawnServer(folder);
    await server.api.untilComplete(200);
  });
});

/** Makes a store of 200 papers as a stopped service leaves it. @returns its file */
async function makeStore(folder: string): Promise<string> {
  const store = createSqliteStore({ folder, now: () => 0 });
  const { id: jobId } = await store.jobs.createJob(new Date(0));
  const papers = Array.from({ length: 200 }, (_, index) =>
    makeCleanPaper({ id: `p${index}`, title: `Paper ${index}`, abstract: "x".repeat(500) }),
  );
  await store.papers.savePapers({ jobId, papers, rejected: [] });
  await store.jobs.sealJob(jobId);
  await store.close();
  return join(folder, "papers.sqlite");
}

function setVersion(file: string, version: number): void {
  const database = new Database(file);
  database.pragma(`user_version = ${version}`);
  database.close();
}

/** Starts the API, which must exit with code 2. @returns its one-line error */
async function refuseStart(folder: string): Promise<string> {
  const program = spawnProgram({ entry: "src/main", env: { ...baseSettings, PORT: "0", DATA_DIR: folder } });
  expect(await program.ended, program.readOutput()).toBe(2);
  const lines = program.readOutput().trim().split("\n");
  return lines.filter((line) => line.startsWith("paperkin: ")).join("\n");
}
