/** Width and height of a map in its own units. */
export const mapSide = 65_535;

/** The part of the side that is left free around the points. */
const margin = 0.02;

export interface MapColumns {
  readonly x: Uint16Array;
  readonly y: Uint16Array;
}

/** Fits places (x0, y0, x1, y1 …) of any scale into the map: one scale for both axes, and the middle in the middle. */
export function fitPlaces(places: Float32Array): MapColumns {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const [at, value] of places.entries()) {
    const axis = at & 1;
    low[axis] = Math.min(low[axis] ?? value, value);
    high[axis] = Math.max(high[axis] ?? value, value);
  }
  const [left = 0, top = 0] = low;
  const [right = 0, bottom = 0] = high;
  // All points in one place fit at any scale.
  const scale = ((1 - 2 * margin) * mapSide) / (Math.max(right - left, bottom - top) || 1);
  const fit = (axis: 0 | 1, middle: number) =>
    Uint16Array.from({ length: places.length / 2 }, (_, point) =>
      Math.round(mapSide / 2 + ((places[2 * point + axis] ?? 0) - middle) * scale),
    );
  return { x: fit(0, (left + right) / 2), y: fit(1, (top + bottom) / 2) };
}
