/** The corners of a polygon in turn, in the units of the points that are tested. */
export type Corners = readonly (readonly [x: number, y: number])[];

/** Whether a point is inside, by the even-odd rule. */
export type PolygonTest = (x: number, y: number) => boolean;

/** Parts of the height, each with the edges that cross it: a test looks at a few edges, however many there are. */
const bands = 256;

/**
 * Prepares the test of a polygon, which may cross itself: a point is inside if a ray from it to the right crosses the
 * outline an odd number of times (Shimrat 1962).
 */
export function createPolygonTest(corners: Corners): PolygonTest {
  const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  const [left, right] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const toBand = (y: number) => Math.min(bands - 1, Math.floor(((y - top) / (bottom - top || 1)) * bands));
  const edges: number[][] = Array.from({ length: bands }, () => []);
  for (const [at, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(at + 1) % corners.length]!;
    if (y === nextY) continue;
    const edge = y < nextY ? [x, y, nextX, nextY] : [nextX, nextY, x, y];
    for (let band = toBand(edge[1]!); band <= toBand(edge[3]!); band += 1) edges[band]!.push(...edge);
  }
  const columns = edges.map((list) => Float64Array.from(list));
  return (x, y) => {
    if (y < top || y > bottom || x < left || x > right) return false;
    const band = columns[toBand(y)]!;
    let isInside = false;
    for (let at = 0; at < band.length; at += 4) {
      const [lowX, lowY, highX, highY] = [band[at]!, band[at + 1]!, band[at + 2]!, band[at + 3]!];
      // The lower end belongs to an edge and the upper end does not, so that a corner is crossed once.
      if (y >= lowY && y < highY && x < lowX + ((y - lowY) / (highY - lowY)) * (highX - lowX)) isInside = !isInside;
    }
    return isInside;
  };
}

/** Reads corners written as `x,y x,y x,y`, the form of the points of a polygon in SVG. */
export function parseCorners(text: string): Corners {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(",").map(Number);
      return [x, y] as const;
    });
}
