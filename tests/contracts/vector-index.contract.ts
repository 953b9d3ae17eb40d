import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { collectOrdinals } from "../../src/domain/ordinal-set.js";
import type { RankedPaper } from "../../src/domain/hit.js";
import type { VectorIndex } from "../../src/ports/vector-index.js";
import { makeUnitVectors } from "../support/unit-vectors.js";

/** @param create opens an empty index of vectors with this many dimensions */
export function describeVectorIndex(name: string, create: (dimensions: number) => Promise<VectorIndex>): void {
  describe(name, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await create(3);
    });
    afterEach(() => index.close());

    describeSearch(() => index);
    describeChanges(() => index);
    describeFilter(() => index);
  });
}

const east = Float32Array.of(1, 0, 0);
const north = Float32Array.of(0, 1, 0);
const northEast = Float32Array.of(0.6, 0.8, 0);
const west = Float32Array.of(-1, 0, 0);

async function put(
  index: VectorIndex,
  vectors: Readonly<Record<number, Float32Array>>,
  removed: readonly number[] = [],
): Promise<void> {
  const entries = Object.entries(vectors).map(([ordinal, vector]) => ({ ordinal: Number(ordinal), vector }));
  await index.apply({ put: entries, removed, lastChange: index.lastChange + 1 });
}

const show = (ranked: readonly RankedPaper[]) =>
  ranked.map(({ ordinal, score }) => [ordinal, Number(score.toFixed(5))]);
const ordinalsOf = (ranked: readonly RankedPaper[]) => ranked.map(({ ordinal }) => ordinal);

function describeSearch(open: () => VectorIndex): void {
  it("finds nothing while it is empty", async () => {
    expect(await open().search({ vector: east, limit: 5 })).toEqual([]);
    expect([open().count, open().lastChange]).toEqual([0, 0]);
  });

  it("gives the nearest first, with their cosines", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east, 4: north });
    expect(show(await open().search({ vector: east, limit: 4 }))).toEqual([
      [3, 1],
      [2, 0.6],
      [4, 0],
      [1, -1],
    ]);
  });

  it("gives as many as it is asked for, and no more than there are", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east });
    expect(ordinalsOf(await open().search({ vector: north, limit: 1 }))).toEqual([2]);
    expect(ordinalsOf(await open().search({ vector: east, limit: 1000 }))).toEqual([3, 2, 1]);
    expect(await open().search({ vector: east, limit: 0 })).toEqual([]);
  });

  it("gives all there are when asked for them, even among hundreds that are the same", async () => {
    const vectors = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [at + 1, at % 10 === 0 ? north : east]));
    await put(open(), vectors);
    const ranked = await open().search({ vector: north, limit: 1000 });
    expect(new Set(ordinalsOf(ranked)).size).toBe(300);
    expect(ranked.filter(({ score }) => score > 0.5)).toHaveLength(30);
  });

  it("holds the same vector for several papers", async () => {
    await put(open(), { 1: east, 2: east, 3: north });
    const [first, second, third] = ordinalsOf(await open().search({ vector: east, limit: 3 }));
    expect([first, second].toSorted()).toEqual([1, 2]);
    expect(third).toBe(3);
  });
}

function describeChanges(open: () => VectorIndex): void {
  const search = async () => show(await open().search({ vector: east, limit: 10 }));

  it("notes the last change and counts what it holds", async () => {
    await open().apply({ put: [{ ordinal: 7, vector: east }], removed: [], lastChange: 41 });
    expect([open().count, open().lastChange]).toEqual([1, 41]);
    await open().apply({ put: [], removed: [], lastChange: 50 });
    expect([open().count, open().lastChange]).toEqual([1, 50]);
  });

  it("replaces the vector of a paper", async () => {
    await put(open(), { 1: east, 2: north });
    await put(open(), { 1: west });
    expect(await search()).toEqual([
      [2, 0],
      [1, -1],
    ]);
    expect(open().count).toBe(2);
  });

  it("finds a removed paper no more, however often it is removed", async () => {
    await put(open(), { 1: east, 2: northEast });
    await put(open(), {}, [1]);
    await put(open(), {}, [1, 99]);
    expect(await search()).toEqual([[2, 0.6]]);
    expect(open().count).toBe(1);
  });

  it("finds a removed paper again after it was put again", async () => {
    await put(open(), { 1: east, 2: northEast });
    await put(open(), {}, [1]);
    await put(open(), { 1: north });
    expect(await search()).toEqual([
      [2, 0.6],
      [1, 0],
    ]);
    expect(open().count).toBe(2);
  });

  it("may lose everything and be filled again", async () => {
    await put(open(), { 1: east, 2: north });
    await put(open(), {}, [1, 2]);
    expect(await search()).toEqual([]);
    await put(open(), { 3: northEast });
    expect(await search()).toEqual([[3, 0.6]]);
  });

  it("applies what is asked for at once in the order of the calls", async () => {
    const index = open();
    const steps = [east, north, west, northEast].map((vector, step) =>
      index.apply({ put: [{ ordinal: 1, vector }], removed: [], lastChange: step + 1 }),
    );
    await Promise.all(steps);
    expect(await search()).toEqual([[1, 0.6]]);
    expect(index.lastChange).toBe(4);
  });

  it("saves without changing what is found", async () => {
    await put(open(), { 1: east });
    await Promise.all([open().save(), open().save()]);
    expect(await search()).toEqual([[1, 1]]);
  });
}

function describeFilter(open: () => VectorIndex): void {
  it("finds only what is allowed", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east, 40: north });
    const search = (...allowed: number[]) =>
      open().search({ vector: east, limit: 10, allow: collectOrdinals(allowed) });
    expect(ordinalsOf(await search(1, 40, 77))).toEqual([40, 1]);
    expect(await search()).toEqual([]);
    expect(await search(77)).toEqual([]);
  });

  it("finds as many as it is asked for among few allowed papers far away", async () => {
    const index = open();
    const vectors = makeUnitVectors(600, 3);
    await index.apply({
      put: vectors.map((vector, ordinal) => ({ ordinal: ordinal + 1, vector })),
      removed: [],
      lastChange: 1,
    });
    const byEastness = vectors
      .map((vector, at) => ({ ordinal: at + 1, score: vector[0] ?? 0 }))
      .toSorted((a, b) => a.score - b.score);
    const farthest = byEastness.slice(0, 12);
    const ranked = await index.search({ vector: east, limit: 10, allow: collectOrdinals(ordinalsOf(farthest)) });
    expect(ordinalsOf(ranked)).toEqual(ordinalsOf(farthest.toReversed().slice(0, 10)));
  });
}
