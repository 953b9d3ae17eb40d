import {
  type Camera,
  centreCamera,
  fitCamera,
  type Frame,
  moveCamera,
  readZoom,
  refitCamera,
  zoomCamera,
} from "./camera.js";
import { createMapPainter, type MapPainter, type Scene } from "./painter.js";
import { watchTheme } from "./colours.js";
import type { Bounds, MapData, MapTopic } from "../data.js";
import { watchGestures, type Place } from "./gestures.js";
import { createMapGrid } from "./grid.js";
import { createSteering } from "./steering.js";

/** The map on its canvas: it holds the camera, and draws a frame when something changed. */
export interface MapView {
  readonly colourOf: MapPainter["colourOf"];
  light(rows: readonly number[]): void;
  choose(row: number | undefined): void;
  flyToTopic(topic: MapTopic): void;
  flyToPaper(row: number): void;
  flyToWhole(): void;
  zoom(factor: number): void;
  /** Where a paper is now, in CSS pixels from the canvas' corner. */
  locate(row: number): Place;
}

export interface ViewEvents {
  readonly onHover: (row: number | undefined, at: Place) => void;
  readonly onPick: (row: number | undefined, by: "mouse" | "touch") => void;
  /** The map moved under whatever is shown over it. */
  readonly onMoved: () => void;
  readonly onTheme: () => void;
}

/** Pixels around a pointer in which a dot is taken for meant. */
const reach = { mouse: 10, touch: 22 };
/** Papers that are about to be seen around one that is flown to. */
const company = 400;

export function createMapView(canvas: HTMLCanvasElement, data: MapData, events: ViewEvents): MapView {
  const [painter, findPaper] = [createMapPainter(canvas, data), createPaperFinder(data)];
  let frame = readFrame(canvas, data.bounds);
  let marks: Pick<Scene, "lit" | "chosen"> = { lit: [], chosen: undefined };
  let waiting = false;
  const redraw = (changed: Partial<typeof marks> = {}) => {
    marks = { ...marks, ...changed };
    if (!waiting) requestAnimationFrame(render);
    waiting = true;
  };
  const render = () => {
    waiting = false;
    painter.draw({ camera: steering.camera, frame, ...marks, dimmed: marks.lit.length > 0 });
  };
  const steering = createSteering(fitCamera(frame), () => {
    events.onMoved();
    redraw();
  });
  const { steer, fly } = steering;
  watchGestures(canvas, {
    onMove: (by) => steer(moveCamera(steering.camera, by, frame)),
    onZoom: (step) => steer(zoomCamera(steering.camera, step, frame)),
    onWhole: () => fly(fitCamera(frame)),
    onHover: (place) => events.onHover(place && findPaper(place, "mouse", steering.camera), place ?? { x: 0, y: 0 }),
    onPick: (place, by) => events.onPick(findPaper(place, by, steering.camera), by),
  });
  watchSurroundings(canvas, {
    onTheme() {
      painter.readTheme();
      events.onTheme();
      redraw();
    },
    onResize() {
      const before = frame;
      frame = readFrame(canvas, data.bounds);
      steer(refitCamera(steering.camera, before, frame));
    },
  });
  return {
    colourOf: painter.colourOf,
    light: (rows) => redraw({ lit: rows }),
    choose: (row) => redraw({ chosen: row }),
    flyToTopic: (topic) => fly(centreCamera(topic, topicZooms[topic.level] ?? 1, frame)),
    flyToPaper: (row) =>
      fly(centreCamera(readPlace(data, row), Math.max(findCloseUp(data), readZoom(steering.camera, frame)), frame)),
    flyToWhole: () => fly(fitCamera(frame)),
    zoom: (factor) => fly(zoomCamera(steering.camera, { factor, x: frame.width / 2, y: frame.height / 2 }, frame)),
    locate: (row) => toPixels(readPlace(data, row), steering.camera),
  };
}

/** Gives the function that finds the paper meant by a pointer. */
function createPaperFinder(data: MapData) {
  const grid = createMapGrid(data);
  return ({ x, y }: Place, by: "mouse" | "touch", { left, top, scale }: Camera) =>
    grid.findNearest({ x: (x - left) / scale, y: (y - top) / scale }, reach[by] / scale);
}

function watchSurroundings(
  canvas: HTMLCanvasElement,
  { onTheme, onResize }: { readonly onTheme: () => void; readonly onResize: () => void },
): void {
  watchTheme(onTheme);
  new ResizeObserver(onResize).observe(canvas);
}

/** The zoom at which a paper is looked at. */
function findCloseUp({ count }: MapData): number {
  return Math.max(1.8, Math.sqrt(count / company));
}

function readPlace({ x, y }: MapData, row: number): Place {
  return { x: x[row] ?? 0, y: y[row] ?? 0 };
}

function toPixels({ x, y }: Place, { left, top, scale }: Camera): Place {
  return { x: x * scale + left, y: y * scale + top };
}

/** How close one comes to a topic that is chosen from the list, by its level. */
const topicZooms = [2.6, 5.5, 12];

const panelGap = 16;
/** On a narrow screen, folded. */
const panelHeight = 96;

/** What lies over the canvas is left out of the middle: the panel, at the side or on top. */
function readFrame(canvas: HTMLCanvasElement, bounds: Bounds): Frame {
  const { clientWidth: width, clientHeight: height } = canvas;
  const wide = matchMedia("(min-width: 48rem)").matches;
  const panel = canvas.parentElement?.querySelector<HTMLElement>(".map-panel");
  const covered = wide
    ? { coveredLeft: (panel?.offsetWidth ?? 0) + panelGap, coveredTop: 0 }
    : { coveredLeft: 0, coveredTop: panelHeight };
  return { width, height, ...covered, bounds };
}
