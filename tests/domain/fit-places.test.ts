import { describe, expect, it } from "vitest";
import { fitPlaces, mapSide } from "../../src/domain/map/fit-places.js";
import { createPlaceTable, findRow, placeByNeighbours } from "../../src/domain/map/place-table.js";

describe("Fitting places into the map", () => {
  it("uses one scale for both axes, leaves a margin and centres the points", () => {
    const { x, y } = fitPlaces(Float32Array.of(-10, 0, 10, 0, 0, 5));
    const margin = Math.round(0.02 * mapSide);
    expect([...x]).toEqual([margin, mapSide - margin, Math.round(mapSide / 2)]);
    const quarter = (0.96 * mapSide) / 8;
    expect([...y]).toEqual([mapSide / 2 - quarter, mapSide / 2 - quarter, mapSide / 2 + quarter].map(Math.round));
  });

  it("centres points that coincide", () => {
    const { x, y } = fitPlaces(Float32Array.of(3, 4, 3, 4));
    expect([...x, ...y]).toEqual([1, 1, 1, 1].map(() => Math.round(mapSide / 2)));
  });
});

describe("A table of places", () => {
  const columns = {
    ordinals: Int32Array.of(2, 5, 9),
    x: Uint16Array.of(20, 50, 90),
    y: Uint16Array.of(21, 51, 91),
    topicOf: Uint16Array.of(0, 1, 1),
  };

  it("finds only the rows it contains", () => {
    expect([1, 2, 3, 5, 9, 10].map((ordinal) => findRow(columns.ordinals, ordinal))).toEqual([-1, 0, -1, 1, 2, -1]);
    expect(findRow(new Int32Array(0), 1)).toBe(-1);
  });

  it("applies changes and lists rows in order", () => {
    const table = createPlaceTable(columns);
    table.put(7, { x: 70, y: 71, topic: 2 });
    table.put(5, { x: 55, y: 56, topic: 0 });
    table.remove(2);
    table.remove(100);
    expect([table.find(2), table.find(5)?.x, table.find(7)?.topic, table.find(9)?.y]).toEqual([undefined, 55, 2, 91]);
    expect(table.toColumns()).toEqual({
      ordinals: Int32Array.of(5, 7, 9),
      x: Uint16Array.of(55, 70, 90),
      y: Uint16Array.of(56, 71, 91),
      topicOf: Uint16Array.of(0, 2, 1),
    });
  });

  it("places a new paper at the centre of its five nearest placed neighbours, in the topic of the nearest", () => {
    const places = new Map([10, 20, 30, 40, 50, 1000].map((x, topic) => [topic, { x, y: 2 * x, topic }] as const));
    const find = (ordinal: number) => places.get(ordinal);
    expect(placeByNeighbours([77, 2, 0, 1, 3, 4, 5], find)).toEqual({ x: 30, y: 60, topic: 2 });
    expect(placeByNeighbours([5, 77], find)).toEqual({ x: 1000, y: 2000, topic: 5 });
    expect(placeByNeighbours([77], find)).toBeUndefined();
  });
});
