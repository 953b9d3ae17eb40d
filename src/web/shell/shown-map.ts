import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MapPlace } from "../map/map-place.js";
import { formatView, type View } from "./view-address.js";

/** What the map beside the papers shows of itself; undefined where there is none. */
export const ShownMap = createContext<MapPlace | undefined>(undefined);

/** Writes addresses that keep the map, so that a link opened in a new tab shows what a click shows. */
export function useAddress(): (view: View) => string {
  const map = useContext(ShownMap);
  return (view) => formatView(view, map);
}
