import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createFileMapStore } from "../../src/adapters/map-files/map-store.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeMapStore, type MapStoreUnderTest } from "../contracts/map-store.contract.js";
import { createLogCollector } from "../support/queue-options.js";
import { findOrdinal, keepPapers } from "../support/store-under-test.js";

const { lines, logger } = createLogCollector();

async function create(): Promise<MapStoreUnderTest & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-map-"));
  const store = createSqliteStore({ folder, now: () => 0 });
  const indexes = join(folder, "indexes");
  return {
    ...store,
    folder,
    openScan: () => createSqliteCorpusScan({ folder }),
    setTime: () => undefined,
    openMaps: ({ storeId = "store", fingerprint = "model" } = {}) =>
      createFileMapStore({ folder, mapFolder: indexes, storeId, fingerprint, logger }),
    async damageMap() {
      const file = join(indexes, (await readdir(indexes)).find((name) => name.endsWith(".bin")) ?? "");
      const bytes = await readFile(file);
      await writeFile(file, bytes.fill(255, bytes.length - 1));
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeMapStore("the map store beside SQLite", create);

it("the map store keeps one data file, logs why it ignores a map, and still works when it cannot write", async () => {
  const store = await create();
  const maps = store.openMaps();
  try {
    await keepPapers(store, [{ id: "a", title: "A" }]);
    const map = {
      ordinals: Int32Array.of(await findOrdinal(store, "a")),
      x: Uint16Array.of(1),
      y: Uint16Array.of(2),
      topicOf: Uint16Array.of(0),
      topics: [],
      lastChange: 1,
      drawnAt: 0,
      later: 0,
    };
    await maps.keepMap(map);
    await maps.keepMap({ ...map, x: Uint16Array.of(3) });
    const indexes = join(store.folder, "indexes");
    expect((await readdir(indexes)).toSorted()).toEqual([expect.stringMatching(/^map-\w+\.bin$/), "map.json"]);
    await writeFile(join(indexes, "map.json"), "{}");
    expect(await maps.openMap()).toBeUndefined();
    expect(lines.at(-1)).toMatchObject({ level: "warn", message: expect.stringContaining("cannot be read") });

    await rm(indexes, { recursive: true });
    await writeFile(indexes, "a file where the folder should be");
    expect((await maps.keepMap(map)).map.x).toEqual(Uint16Array.of(1));
    expect(lines.at(-1)).toMatchObject({ level: "error", message: expect.stringContaining("cannot be saved") });
    await rm(indexes);
    await mkdir(indexes);
  } finally {
    await maps.close();
    await store.close();
  }
});
