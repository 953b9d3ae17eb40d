import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RankedColumns } from "../../src/domain/search/hit.js";
import type { NearPair, VectorIndex } from "../../src/ports/vectors/vector-index.js";
import { listRanked } from "../support/ranked-columns.js";
import { embeddedEngine, type SearchEngine } from "../support/search-engine.js";
import { makeUnitVectors } from "../support/unit-vectors.js";

/** @param create opens an empty index of vectors with this many dimensions */
export function describeVectorIndex(
  name: string,
  create: (dimensions: number) => Promise<VectorIndex>,
  engine: SearchEngine = embeddedEngine,
): void {
  describe(name, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await create(3);
    });
    afterEach(() => index.close());

    describeSearch(() => index);
    describeChanges(() => index);
    describeFilter(() => index, engine);
    if (engine.findsPairs) describeNearPairs(() => index);
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
): Promise<readonly NearPair[]> {
  const entries = Object.entries(vectors).map(([ordinal, vector]) => ({ ordinal: Number(ordinal), vector }));
  return index.apply({ put: entries, removed, lastChange: index.lastChange + 1 });
}

const show = (ranked: RankedColumns) =>
  listRanked(ranked).map(({ ordinal, score }) => [ordinal, Number(score.toFixed(5))]);
const ordinalsOf = ({ ordinals }: RankedColumns) => [...ordinals];

function describeSearch(open: () => VectorIndex): void {
  it("finds nothing while it is empty", async () => {
    expect(ordinalsOf(await open().search({ vector: east, limit: 5 }))).toEqual([]);
    expect([open().count, open().lastChange]).toEqual([0, 0]);
  });

  it("returns the nearest first, with their cosines", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east, 4: north });
    expect(show(await open().search({ vector: east, limit: 4 }))).toEqual([
      [3, 1],
      [2, 0.6],
      [4, 0],
      [1, -1],
    ]);
  });

  it("returns as many as requested, and no more than there are", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east });
    expect(ordinalsOf(await open().search({ vector: north, limit: 1 }))).toEqual([2]);
    expect(ordinalsOf(await open().search({ vector: east, limit: 1000 }))).toEqual([3, 2, 1]);
    expect(ordinalsOf(await open().search({ vector: east, limit: 0 }))).toEqual([]);
  });

  it("returns all vectors on request, even with hundreds of identical ones", async () => {
    const vectors = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [at + 1, at % 10 === 0 ? north : east]));
    await put(open(), vectors);
    const ranked = await open().search({ vector: north, limit: 1000 });
    expect(new Set(ordinalsOf(ranked)).size).toBe(300);
    expect(ranked.scores.filter((score) => score > 0.5)).toHaveLength(30);
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

  it("tracks the last change and the number of vectors", async () => {
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

  it("does not find a removed paper, however often it is removed", async () => {
    await put(open(), { 1: east, 2: northEast });
    await put(open(), {}, [1]);
    await put(open(), {}, [1, 99]);
    expect(await search()).toEqual([[2, 0.6]]);
    expect(open().count).toBe(1);
  });

  it("finds a removed paper again after it is put back", async () => {
    await put(open(), { 1: east, 2: northEast });
    await put(open(), {}, [1]);
    await put(open(), { 1: north });
    expect(await search()).toEqual([
      [2, 0.6],
      [1, 0],
    ]);
    expect(open().count).toBe(2);
  });

  it("can be emptied and refilled", async () => {
    await put(open(), { 1: east, 2: north });
    await put(open(), {}, [1, 2]);
    expect(await search()).toEqual([]);
    await put(open(), { 3: northEast });
    expect(await search()).toEqual([[3, 0.6]]);
  });

  it("applies concurrent changes in the order of the calls", async () => {
    const index = open();
    const steps = [east, north, west, northEast].map((vector, step) =>
      index.apply({ put: [{ ordinal: 1, vector }], removed: [], lastChange: step + 1 }),
    );
    await Promise.all(steps);
    expect(await search()).toEqual([[1, 0.6]]);
    expect(index.lastChange).toBe(4);
  });

  it("saves without changing search results", async () => {
    await put(open(), { 1: east });
    await Promise.all([open().save(), open().save()]);
    expect(await search()).toEqual([[1, 1]]);
  });
}

function describeFilter(open: () => VectorIndex, { sets }: SearchEngine): void {
  it("finds only allowed papers", async () => {
    await put(open(), { 1: west, 2: northEast, 3: east, 40: north });
    const search = (...allowed: number[]) => open().search({ vector: east, limit: 10, allow: sets.of(allowed) });
    expect(ordinalsOf(await search(1, 40, 77))).toEqual([40, 1]);
    expect(ordinalsOf(await search())).toEqual([]);
    expect(ordinalsOf(await search(77))).toEqual([]);
  });

  it("finds as many as requested among a few distant allowed papers", async () => {
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
    const farthest = byEastness.slice(0, 12).map(({ ordinal }) => ordinal);
    const ranked = await index.search({ vector: east, limit: 10, allow: sets.of(farthest) });
    expect(ordinalsOf(ranked)).toEqual(farthest.toReversed().slice(0, 10));
  });
}

/** Unit vectors at this angle from east, in the plane of east and north. */
const atAngle = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0);

/** Each pair with the lower ordinal first, and its cosine. */
const showPairs = (pairs: readonly NearPair[]) =>
  pairs
    .map(({ ordinal, other, similarity }) => [Math.min(ordinal, other), Math.max(ordinal, other), similarity] as const)
    .map(([low, high, similarity]) => [low, high, Number(similarity.toFixed(3))])
    .toSorted(([low = 0, high = 0], [otherLow = 0, otherHigh = 0]) => low - otherLow || high - otherHigh);

function describeNearPairs(open: () => VectorIndex): void {
  it("returns pairs with a cosine of at least 0.9, among added vectors and with existing ones", async () => {
    expect(showPairs(await put(open(), { 1: atAngle(0), 2: atAngle(20), 3: atAngle(90) }))).toEqual([[1, 2, 0.94]]);
    // 26 degrees have a cosine of 0.899.
    expect(showPairs(await put(open(), { 4: atAngle(46), 5: atAngle(85) }))).toEqual([[3, 5, 0.996]]);
  });

  it("returns no pair of a paper with itself, or with a replaced or removed vector", async () => {
    await put(open(), { 1: atAngle(0), 2: atAngle(5), 3: atAngle(10) });
    expect(showPairs(await put(open(), { 1: atAngle(1) }))).toEqual([
      [1, 2, 0.998],
      [1, 3, 0.988],
    ]);
    await put(open(), { 2: atAngle(180) });
    expect(showPairs(await put(open(), { 4: atAngle(2) }, [3]))).toEqual([[1, 4, 1]]);
  });

  it("returns the pairs of a paper again when it is put again, as in a rebuild", async () => {
    await put(open(), { 1: atAngle(0), 2: atAngle(5) });
    expect(showPairs(await put(open(), { 2: atAngle(5) }))).toEqual([[1, 2, 0.996]]);
    await put(open(), {}, [1, 2]);
    expect(showPairs(await put(open(), { 1: atAngle(0), 2: atAngle(5) }))).toEqual([[1, 2, 0.996]]);
  });

  it("returns the nearest four of a paper with many near ones", async () => {
    await put(open(), Object.fromEntries([2, 3, 4, 5, 6, 7].map((ordinal) => [ordinal, atAngle(3 * ordinal)])));
    expect(showPairs(await put(open(), { 1: atAngle(0) })).map(([, other]) => other)).toEqual([2, 3, 4, 5]);
  });
}
