import { describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import {
  createCheckHealth,
  type FolderFacts,
  type HealthProbes,
  type IndexFacts,
  type StoreContent,
} from "../../src/services/health/check-health.js";

const { model: identity } = createFakeEmbedder();
const content: StoreContent = {
  papers: 3,
  embedded: 3,
  waiting: 0,
  fingerprint: formatFingerprint({ ...identity, id: "m" }),
};
const store = { bytes: 4096, layout: 2, knownLayout: 2, content };
const index: IndexFacts = { bytes: 1e6, count: 3, lastChange: 5, newest: 5 };
const indexes = { keyword: index, vector: { ...index, lastChange: 6, newest: 6 } };
const folder: FolderFacts = { path: "/d", exists: true, writable: true, freeBytes: 10e9, store, indexes };
const file = { file: "a.onnx", state: "ok" as const };
const healthy: HealthProbes = {
  modelId: "m",
  node: { version: "20.19.0", oldest: "20.19" },
  embedding: { workers: 1, threads: 2, why: "2 cores" },
  availableBytes: 8e9,
  loadNativeModules: async () => [{ name: "better-sqlite3" }],
  verifyModel: async () => ({ bytes: 1e6, files: [file] }),
  readFolder: async () => folder,
  tryPort: async () => ({ place: "127.0.0.1:3000", port: 3000 }),
  askQueue: async () => ({ server: "Redis at redis://q", version: "7.2", oldest: "6.2", policy: "noeviction" }),
};

async function examine(facts: Partial<HealthProbes>) {
  const { ok, checks } = await createCheckHealth({ ...healthy, ...facts })();
  const flawed = checks.filter(({ state }) => state !== "ok");
  return { ok, checks, flawed: flawed.map(({ name, state }) => `${name}: ${state}`), advice: flawed[0]?.advice ?? "" };
}

const withFolder = (facts: Partial<FolderFacts>) => ({ readFolder: async () => ({ ...folder, ...facts }) });
const behind = { ...indexes, keyword: { ...index, newest: 7 } };
const withContent = (facts: Partial<typeof content>) =>
  withFolder({ store: { ...store, content: { ...content, ...facts } } });

describe("the health of an installation", () => {
  it("is good when every part is, with each part listed once", async () => {
    const { ok, flawed, checks } = await examine({});
    expect({ ok, flawed }).toEqual({ ok: true, flawed: [] });
    expect(checks.map(({ name }) => name)).toEqual([
      "Node.js",
      "embedding",
      "compiled parts",
      "model",
      "queue",
      "data folder",
      "store",
      "keyword index",
      "vector index",
      "disk",
      "memory",
      "port",
    ]);
    for (const check of checks) expect(check).not.toHaveProperty("advice");
  });

  it.each<readonly [string, Partial<HealthProbes>, string]>([
    ["Node.js: problem", { node: { version: "20.9.0", oldest: "20.19" } }, "newer Node.js"],
    ["compiled parts: problem", { loadNativeModules: async () => [{ name: "x", flaw: "no" }] }, "npm run setup"],
    [
      "model: problem",
      { verifyModel: async () => ({ bytes: 1, files: [{ ...file, state: "missing" }] }) },
      "models fetch m",
    ],
    ["data folder: problem", withFolder({ writable: false }), "--data-dir"],
    ["store: problem", withFolder({ store: { ...store, layout: 3 } }), "Update paperkin"],
    ["store: problem", withContent({ fingerprint: formatFingerprint({ ...identity, id: "other" }) }), "MODEL=other"],
    ["store: warning", withContent({ waiting: 2 }), "paperkin serve"],
    ["keyword index: warning", withFolder({ indexes: behind }), "up to date"],
    ["disk: problem", withFolder({ freeBytes: 1e6 }), "Free some space"],
    ["memory: warning", { availableBytes: 600e6 }, "WORKER_THREADS=1"],
    ["memory: problem", { availableBytes: 1e8 }, "WORKER"],
    ["port: problem", { tryPort: async () => ({ place: "h:3000", port: 3000, takenBy: "x" }) }, "PORT=3001"],
    ["port: problem", { tryPort: async () => ({ place: "h:80", port: 80, flaw: "no right" }) }, "PORT=3000"],
    ["queue: problem", { askQueue: async () => ({ server: "Redis", flaw: "refused" }) }, "REDIS_URL"],
    ["queue: problem", { askQueue: async () => ({ server: "Redis", version: "5.0", oldest: "6.2" }) }, "REDIS_URL"],
    ["queue: problem", { askQueue: async () => ({ server: "Redis", policy: "allkeys-lru" }) }, "noeviction"],
    ["store: problem", withFolder({ store: "papers.sqlite cannot be read: x" }), "from a backup"],
  ])("shows %s, with advice", async (finding, facts, advice) => {
    const found = await examine(facts);
    expect(found.flawed).toEqual([finding]);
    expect(found.ok).toBe(finding.endsWith("warning"));
    expect(found.advice).toContain(advice);
  });

  it("is good when a server uses the folder, with its indexes in memory and its port in use", async () => {
    const owner = { pid: 7, host: "h", url: "http://127.0.0.1:3000" };
    const found = await examine({
      ...withFolder({ owner, indexes: behind }),
      tryPort: async () => ({ place: "127.0.0.1:3000", port: 3000, takenBy: "paperkin with another data folder" }),
    });
    expect(found.flawed).toEqual([]);
  });

  it("has only a warning when the folder does not exist yet", async () => {
    const found = await examine(withFolder({ exists: false, store: undefined, indexes: undefined }));
    expect(found).toMatchObject({ ok: true, flawed: ["data folder: warning"] });
  });

  it("reports a failing probe and runs the other checks", async () => {
    const found = await examine({ readFolder: () => Promise.reject(new Error("the disk is gone")) });
    expect(found.flawed).toEqual(["data folder: problem"]);
    expect(found.checks.map(({ name }) => name)).toContain("queue");
  });
});
