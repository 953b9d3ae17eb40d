import { useEffect, useRef, useState } from "preact/hooks";
import { PaperkinError } from "../../../client/client-error.js";
import type { MapAnswer, PlaceAnswer } from "../../../domain/map/answer.js";
import { centreCamera, type Frame } from "../../map/canvas/camera.js";
import { watchTheme } from "../../map/canvas/colours.js";
import { createMapPainter } from "../../map/canvas/painter.js";
import { type MapData, readMapData } from "../../map/data.js";
import { tones } from "../../map/tones.js";
import { call } from "../../shared/server.js";

/** How far to zoom in on the paper; 1 shows the whole map. */
const zoom = 1.6;

interface Place {
  readonly topics: string;
  /** The paper is its last row. */
  readonly data: MapData;
}

/**
 * The position of a paper on the map: its neighbourhood, a ring around the paper, and its topics, with a link to the map.
 * Without a map, or for a paper that is not on it, only the link is shown.
 */
export function PlaceMap({ id }: { readonly id: string }) {
  const [place, setPlace] = useState<Place | "none" | undefined>();
  useEffect(() => {
    const asking = new AbortController();
    loadPlace(id, asking.signal).then(setPlace, (error: unknown) => {
      if (error instanceof PaperkinError && error.status === 404) setPlace("none");
    });
    return () => asking.abort();
  }, [id]);
  if (place === undefined) return null;
  if (place === "none") return <a href="map">Open the map</a>;
  return (
    <>
      <a class="place-map" href={`map?${new URLSearchParams({ paper: id })}`}>
        <PlaceCanvas place={place} />
      </a>
      <p class="place-topics">{place.topics}</p>
    </>
  );
}

function PlaceCanvas({ place: { data, topics } }: { readonly place: Place }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? drawPlace(canvas.current, data) : undefined), [data]);
  return <canvas role="img" aria-label={`On the map: ${topics}`} ref={canvas} />;
}

async function loadPlace(id: string, signal: AbortSignal): Promise<Place | "none"> {
  // Asked first, because a browser reports every answer of 404 as an error.
  const { state } = await call("GET /v1/map/state", { signal });
  if (state !== "ready") return "none";
  const [place, outline] = await Promise.all([
    call("GET /v1/map/papers/{id}", { params: { id }, signal }),
    call("GET /v1/map", { query: { part: "outline" }, signal }),
  ]);
  const topics = [...new Set(place.topics.flatMap(({ names: [name] }) => name ?? []))].join(" › ");
  return { topics, data: readMapData(addPaper(outline, place, id)) };
}

/** Draws again when the size or the theme changes, until the function that it returns is called. */
function drawPlace(canvas: HTMLCanvasElement, data: MapData): () => void {
  const painter = createMapPainter(canvas, data);
  const row = data.count - 1;
  const toneOf = new Uint8Array(data.count).fill(tones.full);
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const frame: Frame = { width, height, bounds: data.bounds };
    const middle = { x: data.x[row] ?? 0, y: data.y[row] ?? 0 };
    const camera = centreCamera(middle, zoom, frame);
    painter.draw({ camera, frame, highlighted: [row], dimmed: false, toneOf, selected: row });
  };
  const sizes = new ResizeObserver(draw);
  sizes.observe(canvas);
  const stopWatching = watchTheme(() => {
    painter.readTheme();
    draw();
  });
  return () => {
    sizes.disconnect();
    stopWatching();
  };
}

/** The outline contains only a sample of the papers: adds this one at the end. */
function addPaper(outline: MapAnswer, { x, y, topics }: PlaceAnswer, id: string): MapAnswer {
  const { papers } = outline;
  const own = topics.at(-1);
  const topic = outline.topics.findIndex(
    (other) => other.level === own?.level && other.x === own.x && other.y === own.y,
  );
  return {
    ...outline,
    papers: {
      ids: [...papers.ids, id],
      x: [...papers.x, x],
      y: [...papers.y, y],
      years: [...papers.years, null],
      topics: [...papers.topics, Math.max(0, topic)],
    },
  };
}
