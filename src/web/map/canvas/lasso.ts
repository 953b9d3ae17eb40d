import type { MapPoint } from "../map-place.js";

/** The most corners of an area: more would make its address too long. */
const maxCorners = 60;

/**
 * The corners of a drawn line in whole units of the map, as an area is stated; undefined if they enclose nothing. Leaves
 * out corners that change the line by less than a tolerance, which grows until few are left (Douglas and Peucker 1973).
 */
export function formatLasso(points: readonly MapPoint[], side: number, tolerance: number): string | undefined {
  let corners = points;
  for (let allowed = tolerance; ; allowed *= 1.5) {
    corners = simplifyLine(points, allowed);
    if (corners.length <= maxCorners) break;
  }
  const toUnits = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * side);
  const written = corners.map(({ x, y }) => `${toUnits(x)},${toUnits(y)}`);
  const distinct = written.filter((corner, at) => corner !== written[at - 1]);
  return distinct.length >= 3 ? distinct.join(" ") : undefined;
}

function simplifyLine(points: readonly MapPoint[], tolerance: number): readonly MapPoint[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [from, to] = range;
    let [farthest, distance] = [-1, tolerance];
    for (let at = from + 1; at < to; at += 1) {
      const far = measureDistance(points[at]!, points[from]!, points[to]!);
      if (far > distance) [farthest, distance] = [at, far];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** From a point to a line; to its ends where they coincide, as those of a closed line do. */
function measureDistance(point: MapPoint, from: MapPoint, to: MapPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(point.x - from.x, point.y - from.y);
  return Math.abs(dy * (point.x - from.x) - dx * (point.y - from.y)) / length;
}
