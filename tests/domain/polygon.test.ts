import { describe, expect, it } from "vitest";
import { type Corners, createPolygonTest, parseCorners } from "../../src/domain/map/polygon.js";
import { createRandom } from "../support/random.js";

describe("A polygon", () => {
  it("is read from text", () => {
    expect(parseCorners(" 1,2 30,4\n5,600 ")).toEqual([
      [1, 2],
      [30, 4],
      [5, 600],
    ]);
  });

  it("contains what is inside, and of a dent what is outside of it", () => {
    const arrow = createPolygonTest([
      [0, 0],
      [10, 5],
      [0, 10],
      [4, 5],
    ]);
    expect([arrow(5, 5), arrow(3, 5), arrow(1, 1), arrow(9, 9), arrow(-1, 5)]).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it("has a hole where it overlaps itself", () => {
    const bow = createPolygonTest([
      [0, 0],
      [10, 0],
      [10, 10],
      [2, 10],
      [2, 2],
      [8, 2],
      [8, 8],
      [0, 8],
    ]);
    expect([bow(1, 1), bow(5, 5), bow(5, 9)]).toEqual([true, false, true]);
  });

  it("of no height contains nothing", () => {
    const line = createPolygonTest([
      [0, 5],
      [10, 5],
      [20, 5],
    ]);
    expect(line(5, 5)).toBe(false);
  });

  it("contains the same points as the test of every edge", () => {
    const random = createRandom(7);
    for (let round = 0; round < 30; round += 1) {
      const corners: Corners = Array.from({ length: 3 + round * 5 }, () => [
        Math.floor(random() * 1_000),
        Math.floor(random() * 1_000),
      ]);
      const isInside = createPolygonTest(corners);
      for (let point = 0; point < 200; point += 1) {
        const [x, y] = [Math.floor(random() * 1_000), Math.floor(random() * 1_000)];
        expect(isInside(x, y)).toBe(crossesOdd(corners, x, y));
      }
    }
  });
});

function crossesOdd(corners: Corners, x: number, y: number): boolean {
  const crossed = corners.filter(([fromX, fromY], at) => {
    const [toX, toY] = corners[(at + 1) % corners.length]!;
    return fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
  });
  return crossed.length % 2 === 1;
}
