import { type Dispatch, type StateUpdater, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatLasso } from "./canvas/lasso.js";
import { type MapData, nameTopic } from "./data.js";
import { MapGround } from "./map-ground.js";
import type { MapArea } from "./map-area.js";
import type { MapPaneProps } from "./map-pane-props.js";
import type { MapPoint } from "./map-place.js";
import { MapTools, type Panel } from "./map-tools.js";
import { Timeline } from "./timeline/timeline.js";
import { useHighlights } from "./use-highlights.js";
import { type MapRef, useMapView } from "./use-map-view.js";
import { usePlace } from "./use-place.js";
import { useTones } from "./use-tones.js";

export interface DrawnMapProps extends MapPaneProps {
  readonly data: MapData;
}

/** A map, its tools and its timeline. */
export function DrawnMap(props: DrawnMapProps) {
  const { data, view, place, onOpen, onArea } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState<number>();
  const [pinned, setPinned] = useState<number>();
  const [panel, setPanel] = useState<Panel>();
  const [hasLasso, setLasso] = useState(false);
  const area = view.kind === "search" ? view.filters.area : undefined;
  const mark = (row: number | undefined) => {
    if (row === hovered) return;
    setHovered(row);
    props.onHover(row === undefined ? undefined : data.ids[row]);
  };
  const open = (id: string) => {
    keepPlace();
    onOpen(id);
  };
  const { map, version } = useMapView(canvas, data, {
    onHover: mark,
    onPick(row, by) {
      if (row !== undefined && by === "mouse") open(data.ids[row] ?? "");
      else setPinned(row);
    },
    onTopic: (topic) => areas.chooseTopic(topic),
    onDrawn: (points, pixel) => areas.enclose(points, 2 * pixel),
  });
  const areas = createAreas({ data, area, map, setLasso, setPanel, onArea });
  const keepPlace = usePlace({ map, version, ...props });
  useLayoutEffect(() => map.current?.setLasso(hasLasso), [hasLasso, version.opened]);
  const setTime = useTones({ map, version, data, area, years: place?.years });
  const { marked, note } = useHighlights({ map, version, ...props, row: hovered ?? pinned });
  const release = () => setPinned(undefined);
  const events = { onMark: mark, onOpen: open, onArea, onTopic: areas.chooseTopic };
  const onEscape = () => {
    release();
    setLasso(false);
  };
  return (
    <>
      <MapTools
        {...{ panel, setPanel, hasLasso, setLasso, map, area, onArea, onWhole: release }}
        onInView={areas.enclose}
      />
      <MapGround {...{ canvas, data, area, map, version, panel, marked, note, pinned, events, onEscape }} />
      <Timeline data={data} years={place?.years} onTime={setTime} onYears={(years) => keepPlace({ years })} />
    </>
  );
}

interface AreaOptions extends Pick<MapPaneProps, "onArea"> {
  readonly data: MapData;
  readonly area: MapArea | undefined;
  readonly map: MapRef;
  readonly setLasso: (isOn: boolean) => void;
  readonly setPanel: Dispatch<StateUpdater<Panel>>;
}

/** A pane of this width, in pixels, has room for the topics beside what was chosen. */
const widePane = 620;

/** The ways to restrict the list to a part of the map. */
function createAreas({ data, area, map, setLasso, setPanel, onArea }: AreaOptions) {
  const { drawnAt, topics, side } = data;
  return {
    chooseTopic(index: number) {
      const topic = topics[index];
      if (!topic) return;
      const isChosen = area?.kind === "topic" && area.topic === index;
      onArea(isChosen ? undefined : { kind: "topic", drawnAt, topic: index, name: nameTopic(topic) });
      if (!isChosen) map.current?.flyToTopic(topic);
      // On a narrow screen the topics would cover the one that is flown to.
      if ((map.current?.readWidth() ?? 0) < widePane) setPanel(undefined);
    },
    enclose(points: readonly MapPoint[], tolerance: number) {
      setLasso(false);
      const corners = formatLasso(points, side, tolerance);
      if (corners) onArea({ kind: "drawn", drawnAt, corners });
    },
  };
}
