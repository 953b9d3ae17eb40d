import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { createMapView, type MapView, type ViewEvents } from "./canvas/view.js";
import type { MapData } from "./data.js";

/** The view, once its canvas is there. */
export type MapRef = { current: MapView | undefined };

/** Grows with every change, so that effects follow. */
export interface MapVersion {
  /** Another view was opened, as for more of the map. */
  readonly opened: number;
  /** The map has moved, or its colours have changed. */
  readonly moved: number;
}

/** Opens the view of a map on its canvas, and another when more of the map has arrived. */
export function useMapView(
  canvas: RefObject<HTMLCanvasElement | null>,
  data: MapData,
  events: Omit<ViewEvents, "onMoved" | "onTheme">,
): { readonly map: MapRef; readonly version: MapVersion } {
  const map = useRef<MapView | undefined>(undefined);
  const latest = useRef(events);
  latest.current = events;
  const [version, setVersion] = useState<MapVersion>({ opened: 0, moved: 0 });
  useLayoutEffect(() => {
    if (!canvas.current) return undefined;
    let isWaiting = false;
    const noteMoved = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        setVersion((before) => ({ ...before, moved: before.moved + 1 }));
      });
    };
    const before = map.current?.readPlace();
    const view = createMapView(canvas.current, data, {
      onHover: (row, at) => latest.current.onHover(row, at),
      onPick: (row, by) => latest.current.onPick(row, by),
      onTopic: (topic) => latest.current.onTopic(topic),
      onDrawn: (points, pixel) => latest.current.onDrawn(points, pixel),
      onMoved: noteMoved,
      onTheme: noteMoved,
    });
    if (before) view.moveTo(before);
    map.current = view;
    setVersion(({ opened, moved }) => ({ opened: opened + 1, moved }));
    return () => view.close();
  }, [data]);
  return { map, version };
}
