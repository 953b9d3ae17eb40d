import type * as files from "node:fs/promises";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { readTitles } from "../support/read-titles.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

/** Which change of a directory entry fails, counted from 1, and whether all later ones fail too, as in a crash. */
const fault = vi.hoisted(() => ({ at: 0, lasts: false, count: 0, links: true }));

vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof files>();
  const fail = <Call extends (...parameters: never[]) => Promise<unknown>>(call: Call) =>
    ((...parameters) => {
      fault.count += 1;
      const fails = fault.at > 0 && (fault.lasts ? fault.count >= fault.at : fault.count === fault.at);
      return fails ? Promise.reject(new Error("fault")) : call(...parameters);
    }) as Call;
  const link: typeof real.link = (from, to) =>
    fault.links ? real.link(from, to) : Promise.reject(new Error("this disk has no links"));
  return { ...real, rename: fail(real.rename), link: fail(link), rm: fail(real.rm), rmdir: fail(real.rmdir) };
});

const options = { signal: new AbortController().signal, onProgress: () => undefined, force: true };
const createBackups = (folder: string) =>
  createDataBackups({ folder, version: "1", now: () => new Date("2026-01-02T03:04:05.678Z") });

/** Copies a library while it is open, with most of its data in the write-ahead log. */
async function makeLibrary(place: string, title: string): Promise<void> {
  const folder = await makeTemporaryFolder();
  const store = createSqliteStore({ folder, now: () => 0 });
  const { id: jobId } = await store.jobs.createJob(new Date(0));
  await store.papers.savePapers({ jobId, papers: [makeCleanPaper({ title })], rejected: [] });
  await mkdir(join(folder, "indexes"));
  await writeFile(join(folder, "indexes", "one.json"), title);
  await cp(folder, place, { recursive: true });
  store.close();
}

/** Fails each change of a directory entry in turn, and inspects the result. @returns the number of changes */
async function restoreWithFaults(lasts: boolean, look: (data: string, error: unknown) => Promise<void>) {
  const root = await makeTemporaryFolder();
  const [first, second, backup, data] = ["first", "second", "backup", "data"].map((name) => join(root, name)) as [
    string,
    string,
    string,
    string,
  ];
  await makeLibrary(first, "Old");
  await makeLibrary(second, "New");
  await createBackups(second).writeBackup(backup, options);
  for (let at = 1; ; at += 1) {
    await cp(first, data, { recursive: true });
    Object.assign(fault, { at, lasts, count: 0 });
    const restoring = createBackups(data).restoreBackup(backup, options);
    const error = await restoring.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const wasReached = fault.count >= at;
    fault.at = 0;
    await look(data, error);
    await rm(data, { recursive: true });
    if (!wasReached) return at - 1;
  }
}

describe("a restore over a library", { timeout: 120_000 }, () => {
  afterEach(async () => {
    Object.assign(fault, { at: 0, links: true });
    await removeTemporaryFolders();
  });

  it("leaves either the old papers or those of the backup, whenever the process dies", async () => {
    const seen: string[] = [];
    const faults = await restoreWithFaults(true, async (data) => {
      seen.push((await readTitles(data)).join());
    });
    const before = seen.filter((title) => title === "Old").length;
    expect(before).toBeGreaterThan(2);
    expect(seen).toEqual([...Array<string>(before).fill("Old"), ...Array<string>(faults + 1 - before).fill("New")]);
    expect(faults).toBeGreaterThan(5);
  });

  it.each([true, false])("rolls back when one of its steps fails (the disk has links: %s)", async (links) => {
    fault.links = links;
    await restoreWithFaults(false, async (data, error) => {
      const [title, aside] = error === undefined ? ["New", ["Old"]] : ["Old", []];
      expect(await readTitles(data)).toEqual([title]);
      expect(await readFile(join(data, "indexes", "one.json"), "utf8")).toBe(title);
      const names = (await readdir(data)).filter((name) => name.startsWith("before-"));
      expect((await Promise.all(names.map((name) => readTitles(join(data, name))))).flat()).toEqual(aside);
    });
  });
});
