import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { probeMachine, readCoreQuota } from "../../src/adapters/machine/probe-machine.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

describe("the machine probe", () => {
  afterEach(removeTemporaryFolders);

  it("reports at least one core and some memory, in whole numbers", () => {
    const { cores, memoryBytes } = probeMachine();
    expect(cores).toBeGreaterThanOrEqual(1);
    expect([cores, memoryBytes].every(Number.isSafeInteger)).toBe(true);
    expect(memoryBytes).toBeGreaterThan(100e6);
  });

  it.each([
    ["200000 100000", 2],
    ["350000 100000", 3],
    ["50000 100000", 1],
    ["max 100000", undefined],
  ])("converts the CPU quota of a container to cores: %s", async (text, cores) => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, "cpu.max"), `${text}\n`);
    expect(readCoreQuota(folder)).toBe(cores);
  });

  it.each([
    ["400000", 4],
    ["-1", undefined],
  ])("converts the older form of the quota: %s", async (quota, cores) => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, "cpu"));
    await writeFile(join(folder, "cpu", "cpu.cfs_quota_us"), quota);
    await writeFile(join(folder, "cpu", "cpu.cfs_period_us"), "100000");
    expect(readCoreQuota(folder)).toBe(cores);
  });

  it("reports no quota when there is none", async () => {
    expect(readCoreQuota(await makeTemporaryFolder())).toBeUndefined();
  });
});
