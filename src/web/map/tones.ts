import { createPolygonTest, parseCorners } from "../../domain/map/polygon.js";
import { listWithin } from "../../domain/map/topics-within.js";
import type { MapData } from "./data.js";
import { isAreaOf, type MapArea } from "./map-area.js";

/** How a paper is drawn. */
export const tones = { hidden: 0, faint: 1, full: 2 } as const;

/** A moment of the timeline: papers from the beginning of `from` until `until` are shown, in years with fractions. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/**
 * Sets the tone of every paper: hidden outside of the time, faint outside of the area. Papers of a year appear one after
 * another during it, so that a timeline grows evenly; those without a year are hidden while a time is chosen.
 */
export function setTones(
  into: Uint8Array,
  { years, count }: Pick<MapData, "years" | "count">,
  { time, inside }: { readonly time: TimeWindow | undefined; readonly inside: Uint8Array | undefined },
): void {
  for (let row = 0; row < count; row += 1) {
    const tone = inside && inside[row] === 0 ? tones.faint : tones.full;
    if (!time) into[row] = tone;
    else {
      const year = years[row]!;
      const isShown = year >= time.from && year + spread(row) <= time.until;
      into[row] = isShown ? tone : tones.hidden;
    }
  }
}

/** Evenly spread over 0 to 1: the multiples of the golden ratio. */
function spread(row: number): number {
  return (row * 0.618033988749895) % 1;
}

/** 1 for each paper in the area; undefined if the area is of another map. */
export function markArea(data: MapData, area: MapArea): Uint8Array | undefined {
  const { count, side, topics } = data;
  if (!isAreaOf(area, data)) return undefined;
  const inside = new Uint8Array(count);
  if (area.kind === "topic") {
    const within = listWithin(topics, [area.topic]);
    for (let row = 0; row < count; row += 1) inside[row] = within[data.topicOf[row]!] ? 1 : 0;
    return inside;
  }
  const isInside = createPolygonTest(parseCorners(area.corners));
  for (let row = 0; row < count; row += 1)
    inside[row] = isInside(Math.round(data.x[row]! * side), Math.round(data.y[row]! * side)) ? 1 : 0;
  return inside;
}
