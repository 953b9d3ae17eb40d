import type { MapData } from "../data.js";

/** Finds the paper under the pointer without checking all papers. */
export interface MapGrid {
  /** The paper nearest to a position, within a radius, both in units of the map. */
  findNearest(place: { readonly x: number; readonly y: number }, radius: number): number | undefined;
}

const cells = 128;

/** Papers sorted by their cell (a counting sort), so that each cell is a range of one array. */
export function createMapGrid({ x, y, count }: MapData): MapGrid {
  const toCell = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(value * cells)));
  const starts = new Uint32Array(cells * cells + 1);
  const cellOf = (row: number) => toCell(y[row] ?? 0) * cells + toCell(x[row] ?? 0);
  for (let row = 0; row < count; row += 1) starts[cellOf(row) + 1]! += 1;
  for (let cell = 0; cell < cells * cells; cell += 1) starts[cell + 1]! += starts[cell] ?? 0;
  const next = starts.slice();
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const cell = cellOf(row);
    rows[next[cell] ?? 0] = row;
    next[cell]! += 1;
  }
  return {
    findNearest(place, radius) {
      let nearest: number | undefined;
      let distance = radius;
      for (let line = toCell(place.y - radius); line <= toCell(place.y + radius); line += 1) {
        const from = starts[line * cells + toCell(place.x - radius)] ?? 0;
        const to = starts[line * cells + toCell(place.x + radius) + 1] ?? 0;
        for (const row of rows.subarray(from, to)) {
          const far = Math.hypot((x[row] ?? 0) - place.x, (y[row] ?? 0) - place.y);
          if (far <= distance) [nearest, distance] = [row, far];
        }
      }
      return nearest;
    },
  };
}
