/** A part of one drawn map: a filter of papers by a topic, or by an area that the reader has drawn. */
export type MapArea = TopicArea | DrawnArea;

export interface TopicArea {
  readonly kind: "topic";
  /** Which map it is a part of: the time when that was drawn. */
  readonly drawnAt: string;
  /** The topic's index in the list of topics of the map. */
  readonly topic: number;
  /** For people; the address has it too, so that a filter can be named before the map is loaded. */
  readonly name: string;
}

export interface DrawnArea {
  readonly kind: "drawn";
  readonly drawnAt: string;
  /** The corners of a polygon, `x,y x,y x,y`, in whole units of the map. */
  readonly corners: string;
}

const polygon = /^\d{1,5},\d{1,5}(?: \d{1,5},\d{1,5}){2,199}$/;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const maxNameLength = 100;

/** Reads `topic=12 graph neural networks` or `area=1,2 3,4 5,6`, with `mapDrawnAt`; undefined if malformed. */
export function readMapArea(values: URLSearchParams): MapArea | undefined {
  const drawnAt = values.get("mapDrawnAt") ?? "";
  if (!time.test(drawnAt)) return undefined;
  const corners = values.get("area") ?? "";
  if (polygon.test(corners)) return { kind: "drawn", drawnAt, corners };
  const [, topic = "", name = ""] = /^(\d{1,5})(?: (.+))?$/.exec(values.get("topic") ?? "") ?? [];
  return topic === ""
    ? undefined
    : { kind: "topic", drawnAt, topic: Number(topic), name: name.slice(0, maxNameLength) };
}

export function addMapArea(values: URLSearchParams, area: MapArea): void {
  if (area.kind === "drawn") values.set("area", area.corners);
  else values.set("topic", `${area.topic} ${area.name}`.trim());
  values.set("mapDrawnAt", area.drawnAt);
}

/** The same as filters of the API. */
export function createAreaFilter(area: MapArea) {
  const { drawnAt: mapDrawnAt } = area;
  return area.kind === "drawn" ? { area: area.corners, mapDrawnAt } : { topic: [area.topic], mapDrawnAt };
}

/** Whether the map is the one that an area is a part of. */
export function isAreaOf(area: MapArea, map: { readonly drawnAt: string }): boolean {
  return Date.parse(area.drawnAt) === Date.parse(map.drawnAt);
}

export function nameArea(area: MapArea): string {
  if (area.kind === "drawn") return "area on the map";
  return area.name === "" ? "topic of the map" : `topic: ${area.name}`;
}
