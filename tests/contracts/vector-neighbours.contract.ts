import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { VectorIndex } from "../../src/ports/vectors/vector-index.js";
import { embeddedEngine, type SearchEngine } from "../support/search-engine.js";

/** Unit vectors at this angle from east. */
const atAngle = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0);

/** @param create opens an empty index of vectors with this many dimensions */
export function describeVectorNeighbours(
  name: string,
  create: (dimensions: number) => Promise<VectorIndex>,
  { sets }: SearchEngine = embeddedEngine,
): void {
  describe(name, () => {
    let index: VectorIndex;
    beforeEach(async () => {
      index = await create(3);
    });
    afterEach(() => index.close());

    const put = (angles: Readonly<Record<number, number>>, removed: readonly number[] = []) =>
      index.apply({
        put: Object.entries(angles).map(([ordinal, angle]) => ({ ordinal: Number(ordinal), vector: atAngle(angle) })),
        removed,
        lastChange: index.lastChange + 1,
      });
    const list = async (of: readonly number[], limit: number, allow?: readonly number[]) => {
      const query = { of, limit, ...(allow && { allow: sets.of(allow) }) };
      const { counts, ordinals, scores } = await index.listNeighbours(query);
      expect(scores).toHaveLength(ordinals.length);
      let at = 0;
      return Array.from(counts, (count) => [...ordinals.subarray(at, (at += count))]);
    };

    it("lists the nearest others of each paper, nearest first, with their cosines", async () => {
      await put({ 1: 0, 2: 10, 3: 30, 4: 90 });
      expect(await list([4, 1], 2)).toEqual([
        [3, 2],
        [2, 3],
      ]);
      const { scores } = await index.listNeighbours({ of: [4], limit: 1 });
      expect(scores[0]).toBeCloseTo(0.5, 5);
    });

    it("lists none for an unknown paper, and fewer when there are fewer", async () => {
      await put({ 1: 0, 2: 10, 3: 20 });
      await put({}, [3]);
      expect(await list([7, 1, 3], 5)).toEqual([[], [2], []]);
      expect(await list([], 5)).toEqual([]);
    });

    it("lists the copies of a paper, but not the paper itself", async () => {
      await put({ 1: 0, 2: 0, 3: 0 });
      expect((await list([2], 2)).map((others) => others.toSorted())).toEqual([[1, 3]]);
    });

    it("lists only allowed papers", async () => {
      await put({ 1: 0, 2: 10, 3: 30, 4: 90 });
      expect(await list([1, 2], 3, [3, 4])).toEqual([
        [3, 4],
        [3, 4],
      ]);
    });
  });
}
