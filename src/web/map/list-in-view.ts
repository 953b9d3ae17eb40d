import type { MapData } from "./data.js";
import type { MapPoint } from "./map-place.js";

/** The papers within a rectangle, given by its corners, nearest to its middle first; and how many there are. */
export function listInView(
  { x, y, count }: Pick<MapData, "x" | "y" | "count">,
  corners: readonly MapPoint[],
  limit: number,
): { readonly rows: readonly number[]; readonly count: number } {
  const [left, right] = [Math.min(...corners.map((at) => at.x)), Math.max(...corners.map((at) => at.x))];
  const [top, bottom] = [Math.min(...corners.map((at) => at.y)), Math.max(...corners.map((at) => at.y))];
  const found: number[] = [];
  for (let row = 0; row < count; row += 1) {
    if (x[row]! >= left && x[row]! <= right && y[row]! >= top && y[row]! <= bottom) found.push(row);
  }
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const measure = (row: number) => (x[row]! - middleX) ** 2 + (y[row]! - middleY) ** 2;
  const rows = [...found].sort((one, other) => measure(one) - measure(other)).slice(0, limit);
  return { rows, count: found.length };
}
