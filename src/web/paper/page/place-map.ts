import { PaperkinError } from "../../../client/client-error.js";
import type { MapAnswer, PlaceAnswer } from "../../../domain/map/answer.js";
import { call } from "../../shared/server.js";
import { createElement } from "../../shared/elements.js";
import { centreCamera, type Frame } from "../../map/canvas/camera.js";
import { createMapPainter } from "../../map/canvas/painter.js";
import { watchTheme } from "../../map/canvas/colours.js";
import { tones } from "../../map/tones.js";
import { readMapData } from "../../map/data.js";

/** How far to zoom in on the paper; 1 shows the whole map. */
const zoom = 1.6;

/**
 * Shows the position of a paper on the map: its neighbourhood, a ring around the paper, and its topics, with a link to
 * the map. Without a map, or for a paper that is not on it, only the link is shown.
 */
export async function mountPlaceMap(element: HTMLElement, id: string): Promise<void> {
  const address = `map?${new URLSearchParams({ paper: id })}`;
  const showLink = () =>
    element.replaceChildren(createElement("a", { text: "Open the map", attributes: { href: "map" } }));
  try {
    // Asked first, because a browser reports every answer of 404 as an error.
    const { state } = await call("GET /v1/map/state", {});
    if (state !== "ready") return showLink();
    const [place, outline] = await Promise.all([
      call("GET /v1/map/papers/{id}", { params: { id } }),
      call("GET /v1/map", { query: { part: "outline" } }),
    ]);
    if (element.isConnected) showPlace(element, { place, outline, id, address });
  } catch (error) {
    if (error instanceof PaperkinError && error.status === 404) showLink();
  }
}

interface PlaceToShow {
  readonly place: PlaceAnswer;
  readonly outline: MapAnswer;
  readonly id: string;
  readonly address: string;
}

function showPlace(element: HTMLElement, { place, outline, id, address }: PlaceToShow): void {
  const data = readMapData(addPaper(outline, place, id));
  const row = data.count - 1;
  const names = [...new Set(place.topics.flatMap(({ names: [name] }) => name ?? []))].join(" › ");
  const canvas = createElement("canvas", { attributes: { role: "img", "aria-label": `On the map: ${names}` } });
  const link = createElement("a", { className: "place-map", attributes: { href: address } }, [canvas]);
  element.replaceChildren(link, createElement("p", { className: "place-topics", text: names }));
  const painter = createMapPainter(canvas, data);
  const toneOf = new Uint8Array(data.count).fill(tones.full);
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const frame: Frame = { width, height, coveredLeft: 0, coveredTop: 0, bounds: data.bounds };
    const middle = { x: data.x[row] ?? 0, y: data.y[row] ?? 0 };
    painter.draw({
      camera: centreCamera(middle, zoom, frame),
      frame,
      highlighted: [row],
      dimmed: false,
      toneOf,
      selected: row,
    });
  };
  new ResizeObserver(draw).observe(canvas);
  const stopWatching = watchTheme(() => {
    if (!element.isConnected) return stopWatching();
    painter.readTheme();
    draw();
  });
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
