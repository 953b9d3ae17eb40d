import { describe, expect, it } from "vitest";
import { findRegions } from "../../src/domain/map/density-regions.js";

/** A cluster of `count` points within a few units of a position on a 256 × 256 map. */
function heap(x: number, y: number, count: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, at) => ({ x: x + (at % 3), y: y + (Math.floor(at / 3) % 3) }));
}

function find(points: readonly { x: number; y: number }[], limits: { maxRegions: number; minPoints: number }) {
  const columns = { x: points.map(({ x }) => x), y: points.map(({ y }) => y), side: 256 };
  return findRegions(columns, limits);
}

describe("Regions of a map", () => {
  const heaps = [...heap(40, 40, 20), ...heap(200, 40, 12), ...heap(120, 200, 9)];

  it("are the clusters, largest first, each containing its peak", () => {
    const { regionOf, peaks } = find(heaps, { maxRegions: 10, minPoints: 1 });
    expect([...regionOf]).toEqual([
      ...Array.from({ length: 20 }, () => 0),
      ...Array.from({ length: 12 }, () => 1),
      ...Array.from({ length: 9 }, () => 2),
    ]);
    expect(peaks.map(({ x, y }) => [Math.round(x / 10), Math.round(y / 10)])).toEqual([
      [4, 4],
      [20, 4],
      [12, 20],
    ]);
  });

  it("merge the closest clusters first when fewer are requested", () => {
    const near = [...heap(40, 40, 20), ...heap(70, 40, 12), ...heap(120, 230, 9)];
    const { regionOf } = find(near, { maxRegions: 2, minPoints: 1 });
    expect([regionOf[0], regionOf[20], regionOf[32]]).toEqual([0, 0, 1]);
  });

  it("assign a cluster that is too small to the nearest region", () => {
    const { regionOf, peaks } = find([...heap(40, 40, 20), ...heap(200, 200, 9), { x: 240, y: 240 }], {
      maxRegions: 10,
      minPoints: 2,
    });
    expect(peaks).toHaveLength(2);
    expect(regionOf.at(-1)).toBe(1);
  });

  it("form one region for coinciding points and for a single point", () => {
    expect(find(heap(0, 0, 1), { maxRegions: 5, minPoints: 3 }).peaks).toHaveLength(1);
    const same = Array.from({ length: 50 }, () => ({ x: 256, y: 256 }));
    expect(new Set(find(same, { maxRegions: 5, minPoints: 3 }).regionOf)).toEqual(new Set([0]));
  });
});
