/** Width and height of a map in its own units. */
export const mapSide = 65_535;

/** Margin around the points as a share of the side. */
const margin = 0.02;

export interface MapColumns {
  readonly x: Uint16Array;
  readonly y: Uint16Array;
}

/** Fits positions (x0, y0, x1, y1 …) of any scale into the map, centred and with the same scale for both axes. */
export function fitPlaces(places: Float32Array): MapColumns {
  const [left, right] = findRange(places, 0);
  const [top, bottom] = findRange(places, 1);
  // If all points coincide, any scale fits.
  const scale = ((1 - 2 * margin) * mapSide) / (Math.max(right - left, bottom - top) || 1);
  const fit = (axis: 0 | 1, middle: number) => {
    const column = new Uint16Array(places.length / 2);
    for (let point = 0; point < column.length; point += 1)
      column[point] = Math.round(mapSide / 2 + ((places[2 * point + axis] ?? 0) - middle) * scale);
    return column;
  };
  return { x: fit(0, (left + right) / 2), y: fit(1, (top + bottom) / 2) };
}

function findRange(places: Float32Array, axis: 0 | 1): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = axis; at < places.length; at += 2) {
    const value = places[at] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
