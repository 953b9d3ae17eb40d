import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MapProjector, NeighbourGraph } from "../../src/ports/map/map-projector.js";

export function describeMapProjector(name: string, create: () => MapProjector): void {
  // The thread runs at a low priority, so it is slow on a busy machine.
  describe(name, { timeout: 90_000 }, () => {
    let projector: MapProjector;
    beforeEach(() => {
      projector = create();
    });
    afterEach(() => projector.close());

    const layOut = (graph: NeighbourGraph, shares: number[] = []) =>
      projector.layOut(graph, { signal: new AbortController().signal, onProgress: (share) => void shares.push(share) });

    it("separates two unconnected groups", async () => {
      const places = await layOut(makeRings([25, 25]));
      expect(places).toHaveLength(100);
      expect(places.every(Number.isFinite)).toBe(true);
      const spread = measureSpread(places, 0, 25) + measureSpread(places, 25, 50);
      expect(distanceOf(middleOf(places, 0, 25), middleOf(places, 25, 50))).toBeGreaterThan(spread);
    });

    it("gives the same positions for the same graph", async () => {
      expect(await layOut(makeRings([30]))).toEqual(await layOut(makeRings([30])));
    });

    it("accepts lists of different lengths, and identical papers", async () => {
      const { counts, neighbours, distances } = makeRings([24]);
      // The first point has a single neighbour, and all distances are 0.
      const graph = {
        counts: counts.with(0, 1),
        neighbours: neighbours.filter((_, at) => at === 0 || at >= (counts[0] ?? 0)),
        distances: distances.slice((counts[0] ?? 0) - 1).fill(0),
      };
      expect((await layOut(graph)).every(Number.isFinite)).toBe(true);
    });

    it("reports its progress up to the end", async () => {
      const shares: number[] = [];
      await layOut(makeRings([24]), shares);
      expect(shares.at(-1)).toBe(1);
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    });

    it("stops when aborted", async () => {
      const stopping = new AbortController();
      stopping.abort();
      const task = projector.layOut(makeRings([24]), { signal: stopping.signal, onProgress: () => undefined });
      await expect(task).rejects.toMatchObject({ name: "AbortError" });
      expect(await layOut(makeRings([24]))).toHaveLength(48);
    });
  });
}

/** Points in rings of these sizes, each linked to the two on either side of it. */
function makeRings(sizes: readonly number[]): NeighbourGraph {
  const neighbours: number[] = [];
  let start = 0;
  for (const size of sizes) {
    for (let point = 0; point < size; point += 1)
      for (const step of [1, -1, 2, -2]) neighbours.push(start + ((point + step + size) % size));
    start += size;
  }
  return {
    counts: new Int32Array(start).fill(4),
    neighbours: Int32Array.from(neighbours),
    distances: Float32Array.from(neighbours, (_, at) => (at % 4 < 2 ? 0.1 : 0.2)),
  };
}

type Point = readonly [x: number, y: number];

function middleOf(places: Float32Array, from: number, to: number): Point {
  const mean = (axis: number) =>
    places.subarray(2 * from, 2 * to).reduce((sum, value, at) => sum + (at % 2 === axis ? value : 0), 0) / (to - from);
  return [mean(0), mean(1)];
}

function distanceOf([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(x - otherX, y - otherY);
}

/** Mean distance from the centre. */
function measureSpread(places: Float32Array, from: number, to: number): number {
  const middle = middleOf(places, from, to);
  let sum = 0;
  for (let point = from; point < to; point += 1)
    sum += distanceOf(middle, [places[2 * point] ?? 0, places[2 * point + 1] ?? 0]);
  return sum / (to - from);
}
