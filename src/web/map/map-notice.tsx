import type { MapState } from "../../domain/map/answer.js";
import { formatDuration, formatPapers } from "../../domain/text/amounts.js";
import { ProblemView } from "../shell/problem-view.js";
import type { View } from "../shell/view-address.js";
import type { MapLoad } from "./use-map.js";

interface MapNoticeProps {
  readonly load: MapLoad;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
  readonly onVisit: (view: View) => void;
}

const stages = {
  neighbours: "Comparing papers",
  layout: "Laying out the map",
  topics: "Naming the topics",
} as const;

/** Why there is no map yet: over the whole pane, or a line above the outline while the rest is loaded. */
export function MapNotice({ load, onRetry, onCancel, onVisit }: MapNoticeProps) {
  if (load.phase === "ready") return null;
  if (load.phase === "loading") return <Loading {...load} />;
  return (
    <section class="map-notice" aria-label="Map">
      <div class="box" role="status">
        {load.phase === "opening" && <p>Opening the map…</p>}
        {load.phase === "failed" && <ProblemView problem={load.problem} onRetry={onRetry} onVisit={onVisit} />}
        {load.phase === "waiting" && load.state.state === "drawing" && <Drawing {...load.state} onCancel={onCancel} />}
        {load.phase === "waiting" && load.state.state !== "drawing" && (
          <Absent {...load.state} isCancelled={load.isCancelled ?? false} onRetry={onRetry} />
        )}
      </div>
    </section>
  );
}

function Loading({ share, secondsLeft, outline }: Extract<MapLoad, { phase: "loading" }>) {
  const percent = `${Math.floor(share * 100)}%`;
  return (
    <p class="map-loading" role="status">
      <progress max={1} value={share} aria-label="Progress" />
      Loading {formatPapers(outline.total)} · {percent}
      {secondsLeft !== undefined && ` · about ${formatDuration(secondsLeft)} left`}
    </p>
  );
}

function Drawing(state: MapState & { readonly onCancel: () => void }) {
  const { progress = 0, stage = "neighbours", embedded, secondsLeft, onCancel } = state;
  return (
    <>
      <h2>Drawing the map</h2>
      <progress max={1} value={progress} aria-label="Progress" />
      <p class="facts">
        {stages[stage]} · {formatPapers(embedded)} · {Math.floor(progress * 100)}%
        {secondsLeft !== undefined && ` · about ${formatDuration(secondsLeft)} left`}
      </p>
      <p class="facts">The server draws it once and keeps it, so you can leave this page.</p>
      <button class="quiet" type="button" onClick={onCancel}>
        Cancel the drawing
      </button>
    </>
  );
}

interface AbsentProps extends MapState {
  readonly isCancelled: boolean;
  readonly onRetry: () => void;
}

function Absent({ embedded, needed, failure, isCancelled, onRetry }: AbsentProps) {
  if (embedded < needed)
    return (
      <>
        <h2>Not enough papers for a map</h2>
        <p>
          A map needs {needed} embedded papers; there are {embedded} so far.
        </p>
      </>
    );
  return (
    <>
      <h2>{failure === undefined && isCancelled ? "The drawing was cancelled" : "The map could not be drawn"}</h2>
      {failure !== undefined && <p>{failure}</p>}
      <button class="strong" type="button" onClick={onRetry}>
        Draw the map
      </button>
    </>
  );
}
