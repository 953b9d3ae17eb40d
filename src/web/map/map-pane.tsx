import { DrawnMap } from "./drawn-map.js";
import { MapNotice } from "./map-notice.js";
import type { MapPaneProps } from "./map-pane-props.js";
import { useMap } from "./use-map.js";

/** The map of the papers beside the list of them. */
export function MapPane(props: MapPaneProps) {
  const { load, retry, cancel } = useMap();
  const data = load.phase === "ready" ? load.data : load.phase === "loading" ? load.outline : undefined;
  return (
    <section class="map-pane" aria-label="Map of the papers" data-map={load.phase}>
      {data && <DrawnMap data={data} {...props} />}
      <MapNotice load={load} onRetry={retry} onCancel={cancel} onVisit={props.onVisit} />
    </section>
  );
}
