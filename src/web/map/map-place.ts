/** What the map shows of itself. In an address it is beside the view of the papers. */
export interface MapPlace {
  /** The middle of the map's view and its zoom; the whole map if absent. */
  readonly at?: MapPoint & { readonly zoom: number };
  /** The years whose papers are shown, both inclusive, from 0 for all until the last; all years if absent. */
  readonly years?: YearRange;
}

/** A point of the map, from 0 to 1 on both axes. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

export interface YearRange {
  readonly from: number;
  readonly to: number;
}

export const wholeMap: MapPlace = {};

/** Reads `at=0.312,0.544,4` and `shown=2001-2010` or `shown=-2010`, and ignores what is malformed. */
export function readMapPlace(values: URLSearchParams): MapPlace {
  const [x = -1, y = -1, zoom = 0, ...more] = (values.get("at") ?? "").split(",").map(Number);
  const isPoint = [x, y].every((share) => share >= 0 && share <= 1) && zoom > 0 && zoom < 1_000 && more.length === 0;
  const [, from = "", to = ""] = /^(\d{4})?-(\d{4})$/.exec(values.get("shown") ?? "") ?? [];
  return {
    ...(isPoint && { at: { x, y, zoom } }),
    ...(to !== "" && from <= to && { years: { from: Number(from), to: Number(to) } }),
  };
}

export function addMapPlace(values: URLSearchParams, { at, years }: MapPlace): void {
  if (at) values.set("at", [trim(at.x, 5), trim(at.y, 5), trim(at.zoom, 2)].join(","));
  if (years) values.set("shown", `${years.from || ""}-${years.to}`);
}

/** Places that have the same address are the same. */
export function isSamePlace(one: MapPlace, other: MapPlace): boolean {
  const [first, second] = [new URLSearchParams(), new URLSearchParams()];
  addMapPlace(first, one);
  addMapPlace(second, other);
  return String(first) === String(second);
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
