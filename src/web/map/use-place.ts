import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isSamePlace, type MapPlace, wholeMap } from "./map-place.js";
import type { MapPaneProps } from "./map-pane-props.js";
import type { MapRef, MapVersion } from "./use-map-view.js";

interface PlaceOptions extends Pick<MapPaneProps, "place" | "onPlace"> {
  readonly map: MapRef;
  readonly version: MapVersion;
}

/** After this pause the map is where the reader wanted it. */
const restMs = 300;

/**
 * Keeps the address and the map at the same place: the map follows Back, and the address follows the map. Returns a
 * function that writes the present place at once, with other years if they are given.
 */
export function usePlace({ map, version, place = wholeMap, onPlace }: PlaceOptions) {
  /** The last place that either side has told the other. */
  const known = useRef<MapPlace | undefined>(undefined);
  const timer = useRef(0);
  const tell = (change: { readonly years?: MapPlace["years"] } = {}) => {
    clearTimeout(timer.current);
    if (!map.current) return;
    const at = map.current.readPlace();
    const years = "years" in change ? change.years : place.years;
    const next: MapPlace = { ...(at && { at }), ...(years && { years }) };
    if (isSamePlace(next, place)) return;
    known.current = next;
    onPlace(next, "refine");
  };
  const latest = useRef(tell);
  latest.current = tell;
  useLayoutEffect(() => {
    if (known.current && isSamePlace(known.current, place)) return;
    known.current = place;
    map.current?.moveTo(place.at);
  }, [place, version.opened]);
  useEffect(() => {
    if (version.moved === 0) return;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => latest.current(), restMs);
  }, [version.moved]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return tell;
}
