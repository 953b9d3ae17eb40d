import type { RefObject } from "preact";
import { formatPapers } from "../../domain/text/amounts.js";
import type { MapData } from "./data.js";
import { DotCard } from "./dot-card.js";
import { InView } from "./in-view.js";
import { Legend } from "./legend.js";
import { isAreaOf, type MapArea } from "./map-area.js";
import type { Panel } from "./map-tools.js";
import type { MarkedPaper } from "./use-highlights.js";
import type { MapRef, MapVersion } from "./use-map-view.js";

interface MapGroundProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly data: MapData;
  readonly area: MapArea | undefined;
  readonly map: MapRef;
  readonly version: MapVersion;
  readonly panel: Panel;
  readonly marked: MarkedPaper | undefined;
  /** Which of the papers found are marked. */
  readonly note: string | undefined;
  readonly pinned: number | undefined;
  readonly events: GroundEvents;
  readonly onEscape: () => void;
}

interface GroundEvents {
  readonly onMark: (row: number | undefined) => void;
  readonly onOpen: (id: string) => void;
  readonly onArea: (area: MapArea | undefined) => void;
  readonly onTopic: (topic: number) => void;
}

/** The canvas of the map, and what lies on it. */
export function MapGround(props: MapGroundProps) {
  const { canvas, data, area, map, marked, note, pinned, events, onEscape } = props;
  const isStale = area && !isAreaOf(area, data);
  return (
    <div class="map-ground">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-roledescription="map"
        aria-label={`Map of ${formatPapers(data.total)}`}
        aria-describedby="map-keys"
        onKeyDown={(event) => event.key === "Escape" && onEscape()}
      />
      <p class="unseen" id="map-keys">
        Use the arrow keys to move the map, plus and minus to zoom, and 0 to show all of it. Topics and the papers in
        view are listed by the buttons before the map.
      </p>
      <p class="map-note" role="status">
        {note}
      </p>
      <OpenPanel {...props} />
      {marked && map.current?.isInView(marked.row) && (
        <DotCard
          data={data}
          row={marked.row}
          at={map.current.locate(marked.row)}
          paper={marked.paper}
          isPinned={marked.row === pinned}
          onOpen={events.onOpen}
        />
      )}
      {isStale && (
        <p class="map-stale" role="status">
          The map has been redrawn. Choose the area again.{" "}
          <button class="quiet" type="button" onClick={() => events.onArea(undefined)}>
            All papers
          </button>
        </p>
      )}
    </div>
  );
}

function OpenPanel({ panel, data, area, map, version, events }: MapGroundProps) {
  const view = map.current;
  if (!panel || !view) return null;
  return (
    <div class="map-panel">
      {panel === "topics" ? (
        <Legend
          data={data}
          chosen={area?.kind === "topic" ? area.topic : undefined}
          colourOf={view.colourOf}
          onTopic={({ index }) => events.onTopic(index)}
        />
      ) : (
        <InView data={data} map={view} version={version.moved} onOpen={events.onOpen} onMark={events.onMark} />
      )}
    </div>
  );
}
