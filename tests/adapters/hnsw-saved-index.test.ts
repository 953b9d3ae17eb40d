import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHnswIndex, type HnswIndexOptions } from "../../src/adapters/hnsw/vector-index.js";
import { type ExpectedIndex, findSavedIndex } from "../../src/adapters/hnsw/saved-index.js";
import { hashFile } from "../../src/adapters/index-file.js";
import type { VectorIndex } from "../../src/ports/vectors/vector-index.js";
import { createLogCollector } from "../support/queue-options.js";

const east = Float32Array.of(1, 0);
const north = Float32Array.of(0, 1);
const northEast = Float32Array.of(0.6, 0.8);
const west = Float32Array.of(-1, 0);

describe("a saved HNSW index", () => {
  let folder: string;
  let opened: VectorIndex[];
  beforeEach(async () => {
    opened = [];
    folder = await mkdtemp(join(tmpdir(), "paperkin-hnsw-"));
  });
  afterEach(async () => {
    await Promise.all(opened.map((index) => index.close()));
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (options: Partial<HnswIndexOptions> = {}) => {
    const { lines, logger } = createLogCollector();
    const fixed = { folder, storeId: "store", fingerprint: "model", dimensions: 2, m: 16, efConstruction: 100, ef: 50 };
    const index = await createHnswIndex({ ...fixed, logger, ...options });
    opened.push(index);
    return { index, warnings: lines.filter(({ level }) => level === "warn").map(({ message }) => message) };
  };
  /** Saves papers 1, 3 and 4 after the removal of paper 2. */
  const saveThree = async () => {
    const { index } = await open();
    const put = [east, north, northEast, west].map((vector, at) => ({ ordinal: at + 1, vector }));
    await index.apply({ put, removed: [], lastChange: 3 });
    await index.apply({ put: [], removed: [2], lastChange: 4 });
    await index.save();
    return index;
  };
  const findAll = async (index: VectorIndex) => [...(await index.search({ vector: east, limit: 9 })).ordinals];
  const findDataFile = async () =>
    join(folder, (await readdir(folder)).find((name) => name.endsWith(".bin")) ?? "none");
  const readManifest = async () =>
    JSON.parse(await readFile(join(folder, "hnsw.json"), "utf8")) as Record<string, unknown>;
  const writeManifest = (text: string) => writeFile(join(folder, "hnsw.json"), text);

  it("is unchanged when reopened", async () => {
    await saveThree();
    const { index, warnings } = await open();
    expect([index.count, index.lastChange, warnings]).toEqual([3, 4, []]);
    expect(await findAll(index)).toEqual([1, 3, 4]);
  });

  it("accepts changes when reopened, including papers removed before", async () => {
    await saveThree();
    const { index } = await open();
    await index.apply({
      put: [
        { ordinal: 2, vector: east },
        { ordinal: 5, vector: north },
      ],
      removed: [1],
      lastChange: 5,
    });
    await index.save();
    const { index: again } = await open();
    expect([again.count, again.lastChange, await findAll(again)]).toEqual([4, 5, [2, 3, 5, 4]]);
  });

  it("has one data file, however often it is saved", async () => {
    const index = await saveThree();
    await index.apply({ put: [{ ordinal: 9, vector: east }], removed: [], lastChange: 9 });
    await Promise.all([index.save(), index.save(), index.save()]);
    expect((await readdir(folder)).toSorted()).toEqual(["hnsw-9.bin", "hnsw.json"]);
  });

  it("excludes changes applied after the save", async () => {
    const index = await saveThree();
    await index.apply({ put: [{ ordinal: 9, vector: east }], removed: [], lastChange: 9 });
    expect((await open()).index).toMatchObject({ count: 3, lastChange: 4 });
  });

  it("can be empty", async () => {
    await (await open()).index.save();
    const { index, warnings } = await open();
    expect([index.count, index.lastChange, warnings]).toEqual([0, 0, []]);
  });

  it("reports when its folder is missing", async () => {
    const { index } = await open();
    await index.apply({ put: [{ ordinal: 1, vector: east }], removed: [], lastChange: 1 });
    await rm(folder, { recursive: true });
    const message = expect.stringContaining(`The vector index cannot be saved in ${folder}`) as string;
    await expect(index.save()).rejects.toMatchObject({ code: "unavailable", message });
    expect(await findAll(index)).toEqual([1]);
  });

  it("is ignored for another model, so that the index starts empty", async () => {
    await saveThree();
    const { index } = await open({ fingerprint: "other", dimensions: 3 });
    expect([index.count, index.lastChange]).toEqual([0, 0]);
    await index.apply({ put: [{ ordinal: 5, vector: Float32Array.of(0, 0, 1) }], removed: [], lastChange: 1 });
    expect([...(await index.search({ vector: Float32Array.of(0, 0, 1), limit: 9 })).ordinals]).toEqual([5]);
  });

  const damages: [string, () => Promise<void>, string][] = [
    ["cut short", async () => truncate(await findDataFile(), 50), "is damaged (its checksum is wrong)"],
    ["longer", async () => appendFile(await findDataFile(), "x"), "is damaged (its checksum is wrong)"],
    ["changed in one bit", async () => flipBit(await findDataFile()), "is damaged (its checksum is wrong)"],
    ["missing", async () => rm(await findDataFile()), "cannot be read"],
  ];
  it.each(damages)("is ignored when its data file is %s", async (_what, damage, reason) => {
    await saveThree();
    await damage();
    const { index, warnings } = await open();
    expect([index.count, index.lastChange]).toEqual([0, 0]);
    expect(warnings).toEqual([`The vector index in ${folder} ${reason}; it is rebuilt from the store.`]);
    await index.apply({ put: [{ ordinal: 5, vector: north }], removed: [], lastChange: 1 });
    expect(await findAll(index)).toEqual([5]);
  });

  it("is ignored when hnswlib cannot read it despite a correct checksum", async () => {
    await saveThree();
    const file = await findDataFile();
    await writeFile(file, "no index");
    await writeManifest(JSON.stringify({ ...(await readManifest()), sha256: await hashFile(file) }));
    const { index, warnings } = await open();
    expect([index.count, index.lastChange]).toEqual([0, 0]);
    expect(warnings).toEqual([`The vector index in ${folder} cannot be read; it is rebuilt from the store.`]);
  });

  it("is ignored when many of its papers are deleted, which would slow down searches", async () => {
    const index = await saveThree();
    await index.apply({ put: [], removed: [1], lastChange: 5 });
    await index.save();
    const { index: again, warnings } = await open();
    expect([again.count, again.lastChange]).toEqual([0, 0]);
    expect(warnings).toEqual([
      `The vector index in ${folder} holds many deleted papers; it is rebuilt from the store.`,
    ]);
  });
});

describe("the lookup of a saved HNSW index", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-hnsw-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const saved = {
    format: 1,
    storeId: "store",
    fingerprint: "model",
    m: 16,
    efConstruction: 100,
    lastChange: 7,
    count: 3,
    deleted: [2],
  };
  const writeSaved = async () => {
    await writeFile(join(folder, "hnsw-7.bin"), "data");
    const manifest = { ...saved, file: "hnsw-7.bin", sha256: await hashFile(join(folder, "hnsw-7.bin")) };
    await writeFile(join(folder, "hnsw.json"), JSON.stringify(manifest));
    return manifest;
  };
  const look = async (options: Partial<ExpectedIndex> = {}) => {
    const { lines, logger } = createLogCollector();
    const found = await findSavedIndex({ folder, storeId: "store", fingerprint: "model", m: 16, logger, ...options });
    return { found, warnings: lines.map(({ message }) => message) };
  };

  it("finds the one that matches, and logs nothing", async () => {
    expect(await look()).toEqual({ found: undefined, warnings: [] });
    const manifest = await writeSaved();
    expect(await look()).toEqual({ found: manifest, warnings: [] });
  });

  it.each<[string, Partial<ExpectedIndex>, string]>([
    ["another store", { storeId: "other" }, "belongs to another store"],
    ["another model", { fingerprint: "other" }, "is of another model"],
    ["another M", { m: 8 }, "was built with M 16, and 8 is wanted"],
  ])("finds none for %s, and logs why", async (_what, options, reason) => {
    await writeSaved();
    const warnings = [`The vector index in ${folder} ${reason}; it is rebuilt from the store.`];
    expect(await look(options)).toEqual({ found: undefined, warnings });
  });

  it.each(["", "{", "[]", "null", '{"format":1}', JSON.stringify({ ...saved, format: 2 })])(
    "finds none with the manifest %j",
    async (text) => {
      await writeSaved();
      await writeFile(join(folder, "hnsw.json"), text);
      const warnings = [`The vector index in ${folder} cannot be read; it is rebuilt from the store.`];
      expect(await look()).toEqual({ found: undefined, warnings });
    },
  );
});

async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 1, bytes.length - 20);
  await writeFile(file, bytes);
}
