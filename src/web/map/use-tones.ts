import { useEffect, useMemo, useRef } from "preact/hooks";
import { parseCorners } from "../../domain/map/polygon.js";
import type { MapData } from "./data.js";
import type { MapArea } from "./map-area.js";
import type { YearRange } from "./map-place.js";
import { toWindow } from "./timeline/year-span.js";
import { markArea, setTones, type TimeWindow } from "./tones.js";
import type { MapRef, MapVersion } from "./use-map-view.js";

interface ToneOptions {
  readonly map: MapRef;
  readonly version: MapVersion;
  readonly data: MapData;
  readonly area: MapArea | undefined;
  readonly years: YearRange | undefined;
}

/** Shows the papers of the years and of the area. Returns a function that shows another moment without an address. */
export function useTones({ map, version, data, area, years }: ToneOptions): (time: TimeWindow | undefined) => void {
  const toneOf = useMemo(() => new Uint8Array(data.count), [data]);
  const inside = useMemo(() => area && markArea(data, area), [data, JSON.stringify(area)]);
  const latest = useRef({ map, inside });
  latest.current = { map, inside };
  const setTime = (time: TimeWindow | undefined) => {
    setTones(toneOf, data, { time, inside: latest.current.inside });
    latest.current.map.current?.show({ toneOf });
  };
  useEffect(() => setTime(years && toWindow(years)), [version.opened, inside, years?.from, years?.to]);
  useEffect(() => {
    const corners = area?.kind === "drawn" && inside ? parseCorners(area.corners) : undefined;
    map.current?.show({ outline: corners?.map(([x, y]) => ({ x: x / data.side, y: y / data.side })) });
  }, [version.opened, inside]);
  return setTime;
}
