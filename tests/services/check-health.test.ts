import { describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import type { HealthProbes, DataFolderFacts, StoreFacts } from "../../src/ports/health/health-probes.js";
import { createCheckHealth } from "../../src/services/health/check-health.js";

const { model: identity } = createFakeEmbedder();
const content: NonNullable<StoreFacts["content"]> = {
  storeId: "s",
  papers: 3,
  vectors: 3,
  waiting: 0,
  fingerprint: formatFingerprint({ ...identity, id: "m" }),
  lastTextChange: 5,
  lastVectorChange: 6,
  slot: 1,
};
const store: StoreFacts = { bytes: 4096, schemaVersion: 2, knownSchemaVersion: 2, content };
const folder: DataFolderFacts = { path: "/d", exists: true, writable: true, freeBytes: 10e9, store };
const file = { modelId: "m", file: "a.onnx", path: "/m/a.onnx", state: "ok" as const };
const healthy: HealthProbes = {
  modelId: "m",
  readRuntime: () => ({
    nodeVersion: "20.19.0",
    oldestNodeVersion: "20.19",
    availableMemoryBytes: 8e9,
    embedThreads: 2,
    embedThreadsBecause: "2 cores",
  }),
  loadNativeModules: async () => [{ name: "better-sqlite3" }],
  checkModel: async () => ({ id: "m", bytes: 1e6, files: [file] }),
  readDataFolder: async () => folder,
  readIndexes: async () => ({
    keyword: { bytes: 1e6, saved: { count: 3, lastChange: 5 } },
    vector: { bytes: 1e6, saved: { count: 3, lastChange: 6 } },
  }),
  askQueue: async () => ({
    server: "Redis at redis://q",
    isReachable: true,
    version: "7.2",
    evictionPolicy: "noeviction",
  }),
  tryPort: async () => ({ host: "127.0.0.1", port: 3000, isFree: true }),
};

async function examine(facts: Partial<HealthProbes>) {
  const { ok, checks } = await createCheckHealth({ ...healthy, ...facts })();
  const flawed = checks.filter(({ state }) => state !== "ok");
  return { ok, checks, flawed: flawed.map(({ name, state }) => `${name}: ${state}`), advice: flawed[0]?.advice ?? "" };
}

const withFolder = (facts: Partial<DataFolderFacts>) => ({ readDataFolder: async () => ({ ...folder, ...facts }) });
const withContent = (facts: Partial<typeof content>) =>
  withFolder({ store: { ...store, content: { ...content, ...facts } } });

describe("the health of an installation", () => {
  it("is well when every part is, each named once", async () => {
    const { ok, flawed, checks } = await examine({});
    expect({ ok, flawed }).toEqual({ ok: true, flawed: [] });
    expect(checks.map(({ name }) => name)).toEqual([
      "Node.js",
      "embedding",
      "compiled parts",
      "model",
      "data folder",
      "store",
      "keyword index",
      "vector index",
      "disk",
      "memory",
      "port",
      "queue",
    ]);
    for (const check of checks) expect(check).not.toHaveProperty("advice");
  });

  it.each<readonly [string, Partial<HealthProbes>, string]>([
    ["Node.js: problem", { readRuntime: () => ({ ...healthy.readRuntime(), nodeVersion: "20.9.0" }) }, "newer Node.js"],
    ["compiled parts: problem", { loadNativeModules: async () => [{ name: "x", flaw: "no" }] }, "npm run setup"],
    [
      "model: problem",
      { checkModel: async () => ({ id: "m", bytes: 1, files: [{ ...file, state: "missing" }] }) },
      "models fetch m",
    ],
    ["data folder: problem", withFolder({ writable: false }), "--data-dir"],
    ["store: problem", withFolder({ store: { ...store, schemaVersion: 3 } }), "Update paperkin"],
    ["store: problem", withContent({ fingerprint: formatFingerprint({ ...identity, id: "other" }) }), "MODEL=other"],
    ["store: warning", withContent({ waiting: 2 }), "paperkin serve"],
    ["keyword index: warning", withContent({ lastTextChange: 7 }), "catches up"],
    ["disk: problem", withFolder({ freeBytes: 1e6 }), "Free some space"],
    [
      "memory: warning",
      { readRuntime: () => ({ ...healthy.readRuntime(), availableMemoryBytes: 600e6 }) },
      "WORKER_THREADS=1",
    ],
    ["memory: problem", { readRuntime: () => ({ ...healthy.readRuntime(), availableMemoryBytes: 1e8 }) }, "WORKER"],
    ["port: problem", { tryPort: async () => ({ host: "h", port: 3000, isFree: false }) }, "PORT=3001"],
    [
      "queue: problem",
      { askQueue: async () => ({ server: "Redis", isReachable: false, flaw: "refused" }) },
      "REDIS_URL",
    ],
    [
      "queue: problem",
      { askQueue: async () => ({ server: "Redis", isReachable: true, evictionPolicy: "allkeys-lru" }) },
      "noeviction",
    ],
  ])("finds %s, and says what to do", async (finding, facts, advice) => {
    const found = await examine(facts);
    expect(found.flawed).toEqual([finding]);
    expect(found.ok).toBe(finding.endsWith("warning"));
    expect(found.advice).toContain(advice);
  });

  it("takes a folder that a server has for well: its indexes are in memory, and the port is its own", async () => {
    const owner = { pid: 7, host: "h", url: "http://127.0.0.1:3000" };
    const found = await examine({
      ...withFolder({ owner, store: { ...store, content: { ...content, lastTextChange: 9 } } }),
      tryPort: async () => ({ host: "127.0.0.1", port: 3000, isFree: false, servesPaperkin: true }),
    });
    expect(found.flawed).toEqual([]);
  });

  it("only warns of a folder that is not there yet", async () => {
    const { store: _, ...empty } = folder;
    const found = await examine({ readDataFolder: async () => ({ ...empty, exists: false }) });
    expect(found).toMatchObject({ ok: true, flawed: ["data folder: warning"] });
  });

  it("makes a finding of a look that fails, and goes on", async () => {
    const found = await examine({ readDataFolder: () => Promise.reject(new Error("the disk is gone")) });
    expect(found.flawed).toEqual(["data folder: problem"]);
    expect(found.checks.at(-1)?.name).toBe("queue");
  });
});
