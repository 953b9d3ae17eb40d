import { describe, expect, it } from "vitest";
import type { BackupManifest } from "../../src/domain/backup/backup.js";
import { AppError } from "../../src/errors.js";
import { type FakeParts, runInProcess } from "./fake-context.js";

const manifest: BackupManifest = {
  format: 1,
  paperkin: "1.2.3",
  layout: 2,
  storeId: "the-store",
  papers: 2,
  embedded: 1,
  lastChange: 7,
  createdAt: "2026-01-02T03:04:05.678Z",
  files: [
    { path: "papers.sqlite", bytes: 1_000_000, sha256: "" },
    { path: "indexes/hnsw.json", bytes: 500_000, sha256: "" },
  ],
};
type Backups = Awaited<ReturnType<NonNullable<FakeParts["openBackups"]>>>;
const parts = (backups: Partial<Backups> = {}): FakeParts => ({
  openBackups: async () => ({
    place: "/data",
    writeBackup: async () => manifest,
    restoreBackup: async (_source, { force }) => ({ manifest, ...(force && { movedTo: "/data.before" }) }),
    ...backups,
  }),
});

describe("paperkin backup and restore", () => {
  it("report what was copied and where", async () => {
    expect(await runInProcess(["backup", "monday"], {}, parts())).toMatchObject({
      code: 0,
      stdout: "2 papers, 1.5 MB, in monday.\n",
      stderr: "",
    });
    expect((await runInProcess(["restore", "monday", "--force"], {}, parts())).stdout).toBe(
      "2 papers, 1.5 MB, in /data, as of 2026-01-02T03:04:05.678Z. The previous contents are in /data.before.\n",
    );
  });

  it("print the same report as JSON", async () => {
    const facts = { papers: 2, embedded: 1, bytes: 1_500_000, lastChange: 7 };
    const backup = await runInProcess(["backup", "monday", "--json"], {}, parts());
    expect(JSON.parse(backup.stdout)).toEqual({ folder: "monday", ...facts });
    const restore = await runInProcess(["restore", "monday", "--json", "--force"], {}, parts());
    const { createdAt } = manifest;
    expect(JSON.parse(restore.stdout)).toEqual({ folder: "/data", ...facts, createdAt, movedTo: "/data.before" });
  });

  it("exit with 130 when interrupted, and with 2 on failure", async () => {
    const stop = new AbortController();
    const writeBackup = async () => {
      stop.abort(new Error("stopped"));
      throw new Error("stopped");
    };
    const stopped = await runInProcess(["backup", "x"], {}, { ...parts({ writeBackup }), signal: stop.signal });
    expect(stopped.code).toBe(130);
    const restoreBackup = () => Promise.reject(new AppError("damaged", "It is damaged."));
    const failed = await runInProcess(["restore", "x"], {}, parts({ restoreBackup }));
    expect(failed).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("It is damaged.") });
  });

  it("work on the folder itself, not through a server", async () => {
    const { code, stderr } = await runInProcess(["backup", "x", "--url", "http://127.0.0.1:1"], {}, parts());
    expect([code, stderr]).toEqual([2, expect.stringContaining("omit --url")]);
  });
});
