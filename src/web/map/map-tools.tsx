import type { MapPoint } from "./map-place.js";
import { type MapArea, nameArea } from "./map-area.js";
import type { MapRef } from "./use-map-view.js";

export type Panel = "topics" | "papers" | undefined;

interface MapToolsProps {
  readonly panel: Panel;
  readonly setPanel: (panel: Panel) => void;
  readonly hasLasso: boolean;
  readonly setLasso: (isOn: boolean) => void;
  readonly map: MapRef;
  readonly area: MapArea | undefined;
  readonly onInView: (corners: readonly MapPoint[], tolerance: number) => void;
  readonly onWhole: () => void;
  readonly onArea: (area: MapArea | undefined) => void;
}

/** What can be done with the map, before it in the order of the keyboard. */
export function MapTools(props: MapToolsProps) {
  const { panel, setPanel, hasLasso, setLasso, map, area, onInView, onWhole, onArea } = props;
  const toggle = (name: Panel) => setPanel(panel === name ? undefined : name);
  return (
    <div class="map-tools" role="group" aria-label="Map">
      <button type="button" aria-expanded={panel === "topics"} onClick={() => toggle("topics")}>
        Topics
      </button>
      <button type="button" aria-expanded={panel === "papers"} onClick={() => toggle("papers")}>
        Papers in view
      </button>
      <button
        type="button"
        aria-pressed={hasLasso}
        title="Draw a line around papers to list only these. Or drag with Shift"
        onClick={() => setLasso(!hasLasso)}
      >
        Lasso
      </button>
      <button type="button" onClick={() => map.current && onInView(map.current.listCorners(), 0)}>
        Only papers in view
      </button>
      {area && (
        <button type="button" aria-label={`All papers, not only: ${nameArea(area)}`} onClick={() => onArea(undefined)}>
          All papers
        </button>
      )}
      <span class="zooms">
        <button type="button" aria-label="Zoom in" onClick={() => map.current?.zoom(2)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => map.current?.zoom(0.5)}>
          −
        </button>
        <button
          type="button"
          aria-label="Show the whole map"
          title="Show the whole map"
          onClick={() => {
            onWhole();
            map.current?.flyToWhole();
          }}
        >
          ⤢
        </button>
      </span>
    </div>
  );
}
