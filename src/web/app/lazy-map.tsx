import { useEffect, useState } from "preact/hooks";
import type { MapPane } from "../map/map-pane.js";
import { ProblemView } from "../shell/problem-view.js";
import type { PageEvents } from "./page.js";
import { type PageState, readAnswer } from "./page-state.js";

interface LazyMapProps {
  readonly state: PageState;
  readonly events: PageEvents;
}

type Loaded = { readonly Pane: typeof MapPane } | { readonly problem: unknown } | undefined;

/** The map beside the papers. Its code is loaded when it is shown for the first time. */
export function LazyMap({ state, events }: LazyMapProps) {
  const [loaded, setLoaded] = useState<Loaded>();
  const load = () =>
    import("../map/map-pane.js").then(
      (code) => setLoaded({ Pane: code.MapPane }),
      (problem: unknown) => setLoaded({ problem }),
    );
  useEffect(() => void load(), []);
  if (!loaded) return <p class="map-opening">Opening the map…</p>;
  if ("problem" in loaded)
    return <ProblemView problem={loaded.problem} onRetry={() => void load()} onVisit={events.onVisit} />;
  const { view, map, lit } = state;
  return (
    <loaded.Pane
      view={view}
      hits={readAnswer(state)?.hits ?? none}
      lit={lit?.by === "list" ? lit.id : undefined}
      place={map}
      onHover={(id) => events.onLit(id, "map")}
      onOpen={events.onOpen}
      onPlace={events.onPlace}
      onArea={events.onArea}
      onVisit={events.onVisit}
    />
  );
}

const none: readonly never[] = [];
