import { statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { createWriteGate } from "../../src/adapters/sqlite/write-gate.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

describe("the write-ahead log of the store", () => {
  afterEach(removeTemporaryFolders);

  it("restarts repeatedly under a writer that never pauses", async () => {
    const folder = await makeTemporaryFolder();
    const store = createSqliteStore({ folder, now: () => 0 });
    const scan = createSqliteCorpusScan({ folder, holdWrites: store.holdWrites });
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    let written = 0;
    let begunAnew = 0;
    for (let before = 0; begunAnew < 2;) {
      const papers = Array.from({ length: 32 }, () => makeLongPaper((written += 1)));
      await store.papers.savePapers({ jobId, papers, rejected: [] });
      const { size } = statSync(join(folder, "papers.sqlite-wal"));
      if (size < before) begunAnew += 1;
      before = size;
      await yieldToEventLoop();
    }
    expect(await store.papers.countPapers()).toMatchObject({ papers: written });
    await scan.close();
    store.close();
  });
});

function makeLongPaper(number: number) {
  return makeCleanPaper({ id: `p${number}`, title: `Paper ${number}`, abstract: `${number} `.repeat(800) });
}

describe("the gate for writes", () => {
  it("delays writes, in order, until every hold ends, even with an error", async () => {
    const gate = createWriteGate();
    const done: string[] = [];
    const write = (name: string) => gate.pass().then(() => void done.push(name));
    await write("before");
    const one = gate.hold(async () => {
      await yieldToEventLoop();
      done.push("held");
      throw new Error("no space");
    });
    const other = gate.hold(async () => void done.push("held again"));
    await Promise.all([expect(one).rejects.toThrow("no space"), other, write("after"), write("last")]);
    expect(done).toEqual(["before", "held", "held again", "after", "last"]);
  });
});
