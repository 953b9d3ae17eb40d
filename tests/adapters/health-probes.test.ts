import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findSavedSegment } from "../../src/adapters/bm25/saved-segment.js";
import { probeQueue } from "../../src/adapters/bullmq/probe-queue.js";
import { findSavedIndex } from "../../src/adapters/hnsw/saved-index.js";
import { probeIndex } from "../../src/adapters/index-file.js";
import { loadNativeModules, probePort } from "../../src/adapters/machine/probe-programs.js";
import { probeDataFolder } from "../../src/adapters/sqlite/data-folder/probe-data-folder.js";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { defaultBm25Parameters as parameters } from "../../src/domain/search/bm25.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const papers = ["one", "two", "three"].map((word) => ({ id: word, title: `Paper ${word}` }));

/** The modification time and content hash of every file. */
async function readState(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const states = files.map(async (file) => {
    const hash = createHash("sha256").update(await readFile(file));
    return [file, `${(await stat(file)).mtimeMs} ${hash.digest("hex")}`] as const;
  });
  return Object.fromEntries(await Promise.all(states));
}

function readContent(store: Awaited<ReturnType<typeof probeDataFolder>>["store"]) {
  if (typeof store !== "object" || !store.content) throw new Error(`no content: ${JSON.stringify(store)}`);
  return { ...store.content, fingerprint: store.content.fingerprint ?? "" };
}

describe("the probe of a data folder", () => {
  let library: TestLibrary;
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-probe-"));
    library = await openTestLibrary({ folder });
    await ingest(library.services, papers);
  });
  afterEach(() => library.dispose());

  it("reports the owner and the content while the folder is open", async () => {
    library.announce("http://127.0.0.1:4321");
    const facts = await probeDataFolder(folder);
    expect(facts).toMatchObject({
      exists: true,
      writable: true,
      owner: { pid: process.pid, url: "http://127.0.0.1:4321" },
      store: { layout: schemaVersion, content: { papers: 3, embedded: 3, waiting: 0 } },
    });
  });

  it("finds saved indexes up to date, and changes no file", async () => {
    await library.close();
    const before = await readState(folder);
    const { owner, store } = await probeDataFolder(folder);
    expect(owner).toBeUndefined();
    const { storeId, fingerprint, textChange, vectorChange } = readContent(store);
    const indexes = join(folder, "indexes");
    expect(await probeIndex({ folder: indexes, storeId, parameters }, findSavedSegment)).toMatchObject({
      count: 3,
      lastChange: textChange,
    });
    expect(await probeIndex({ folder: indexes, storeId, fingerprint, m: 16 }, findSavedIndex)).toMatchObject({
      count: 3,
      lastChange: vectorChange,
    });
    expect(await readState(folder)).toEqual(before);
  });

  it("explains why saved indexes cannot be used", async () => {
    await library.close();
    const indexes = join(folder, "indexes");
    const other = { folder: indexes, storeId: "another", fingerprint: "f", m: 16 };
    expect(await probeIndex({ folder: indexes, storeId: "another", parameters }, findSavedSegment)).toMatchObject({
      flaw: expect.stringContaining("belongs to another store"),
    });
    expect((await probeIndex(other, findSavedIndex)).flaw).toContain("belongs to another store");
    const { store } = await probeDataFolder(folder);
    const { storeId, fingerprint } = readContent(store);
    for (const name of await readdir(indexes)) if (name.endsWith(".bin")) await truncate(join(indexes, name), 7);
    expect(await probeIndex({ folder: indexes, storeId, parameters }, findSavedSegment)).toMatchObject({
      flaw: expect.stringContaining("checksum"),
    });
    expect((await probeIndex({ folder: indexes, storeId, fingerprint, m: 16 }, findSavedIndex)).flaw).toContain(
      "checksum",
    );
  });

  it("reads only the layout of a newer paperkin, and reports a file that is not a database", async () => {
    await library.close();
    const file = join(folder, "papers.sqlite");
    const database = new Database(file);
    database.pragma(`user_version = ${schemaVersion + 1}`);
    database.close();
    const { store } = await probeDataFolder(folder);
    expect(store).toMatchObject({ layout: schemaVersion + 1, knownLayout: schemaVersion, content: undefined });
    await truncate(file, 10);
    expect((await probeDataFolder(folder)).store).toContain("file is not a database");
  });

  it("reports a missing folder", async () => {
    const missing = await probeDataFolder(join(folder, "a", "b"));
    expect(missing).toMatchObject({ exists: false, writable: true });
    expect(missing.store).toBeUndefined();
    await rm(join(folder, "indexes"), { recursive: true });
    const none = await probeIndex({ folder: join(folder, "indexes"), storeId: "s", parameters }, findSavedSegment);
    expect(none).toEqual({ bytes: 0, count: 0, lastChange: 0 });
  });
});

describe("the probe of a port", () => {
  it("distinguishes a free port from one in use by another program", async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await probePort("127.0.0.1", port)).toMatchObject({ port, takenBy: "another program" });
    server.close();
    await once(server, "close");
    expect(await probePort("127.0.0.1", port)).toEqual({ place: `127.0.0.1:${port}`, port });
  });
});

describe("the probe of the queue", () => {
  it("reports a server that does not answer", async () => {
    const refused = { flaw: expect.stringContaining("ECONNREFUSED") };
    const redisUrl = "redis://127.0.0.1:1";
    expect(await probeQueue({ url: redisUrl }, "")).toEqual({ server: `Redis at ${redisUrl}`, ...refused });
    const databaseUrl = "postgres://127.0.0.1:1/db";
    expect(await probeQueue({ url: databaseUrl }, "")).toEqual({
      server: `PostgreSQL at ${databaseUrl}`,
      ...refused,
    });
  });

  it.skipIf(redisMissing)(
    `reads the eviction policy of Redis${redisMissing ? ` (skipped: ${redisMissing})` : ""}`,
    async () => {
      const server = await startRedis();
      const client = new Redis(server.url);
      const ask = () => probeQueue({ url: server.url }, "");
      const answered = { version: expect.stringMatching(/^\d+\.\d+/), oldest: "6.2" };
      try {
        expect(await ask()).toMatchObject({ ...answered, policy: "noeviction" });
        await client.config("SET", "maxmemory-policy", "allkeys-lru");
        expect(await ask()).toMatchObject({ ...answered, policy: "allkeys-lru" });
      } finally {
        client.disconnect();
        await server.stop();
      }
    },
  );
});

describe("the probe of the native modules", () => {
  it("loads each of them", async () => {
    expect(await loadNativeModules()).toEqual([
      { name: "better-sqlite3" },
      { name: "hnswlib-node" },
      { name: "onnxruntime-node" },
    ]);
  });
});
