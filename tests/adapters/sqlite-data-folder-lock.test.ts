import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";
import { AppError } from "../../src/errors.js";
import { findCompiled } from "../support/spawn-program.js";

describe("the lock of a data folder", () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(async () => {
    children = [];
    folder = await mkdtemp(join(tmpdir(), "paperkin-lock-"));
  });
  afterEach(async () => {
    await Promise.all(children.map(endChild));
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a process that locks the folder, and returns its first message. */
  const lockInChild = async (...url: string[]) => {
    const child = spawn(process.execPath, [findCompiled("tests/support/lock-folder-child"), folder, ...url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    return { child, line };
  };
  const readRefusal = () => {
    try {
      lockDataFolder(folder).release();
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, message: error.message };
    }
    return undefined;
  };

  it("rejects a second process with the process id of the first", async () => {
    const lock = lockDataFolder(folder);
    const { line } = await lockInChild();
    const message = expect.stringContaining(`${folder} is in use by process ${process.pid} on `) as string;
    expect(JSON.parse(line)).toMatchObject({ code: "folder_in_use", message });
    lock.release();
  });

  it("reports the URL of its owner", async () => {
    const { child, line } = await lockInChild("http://127.0.0.1:3000");
    expect(line).toBe("locked");
    expect(readRefusal()?.message).toContain(`process ${child.pid} on `);
    expect(readRefusal()?.message).toContain(
      "It serves at http://127.0.0.1:3000: use --url http://127.0.0.1:3000, or stop it first",
    );
  });

  it("holds although its file was deleted, as the store is open", async () => {
    const { child, line } = await lockInChild("http://127.0.0.1:3000", "store");
    expect(line).toBe("locked");
    await rm(join(folder, "owner.lock"));
    expect(readRefusal()).toMatchObject({
      code: "folder_in_use",
      message: expect.stringContaining(`process ${child.pid} on `) as string,
    });
    await endChild(child);
    await rm(join(folder, "owner.lock"), { force: true });
    expect(readRefusal()).toBeUndefined();
  });

  it("is free again after its owner is killed", async () => {
    const { child } = await lockInChild();
    expect(readRefusal()?.code).toBe("folder_in_use");
    await endChild(child);
    expect(readRefusal()).toBeUndefined();
  });

  it("is free again after its release, even within one process", () => {
    const lock = lockDataFolder(folder);
    expect(readRefusal()?.code).toBe("folder_in_use");
    lock.release();
    expect(readRefusal()).toBeUndefined();
  });

  it("creates the folder, however deep", () => {
    folder = join(folder, "a", "b");
    expect(readRefusal()).toBeUndefined();
  });

  it("names no process when the owner file cannot be read", async () => {
    const lock = lockDataFolder(folder);
    await writeFile(join(folder, "owner.json"), "{");
    expect(readRefusal()?.message).toContain(
      "is in use by another process. Stop it first, or choose another folder with DATA_DIR.",
    );
    lock.release();
  });

  it("distinguishes a lock that cannot be created from one that is held", async () => {
    await mkdir(join(folder, "owner.lock"));
    expect(readRefusal()).toEqual({ code: "unavailable", message: expect.stringContaining("cannot be locked (") });
  });
});

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
