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

/** The map on its canvas: owns the camera, and draws a frame when something has changed. */
export interface MapView {
  readonly colourOf: MapPainter["colourOf"];
  highlight(rows: readonly number[]): void;
  select(row: number | undefined): void;
  flyToTopic(topic: MapTopic): void;
  flyToPaper(row: number): void;
  flyToWhole(): void;
  zoom(factor: number): void;
  /** The position of a paper, in CSS pixels from the corner of the canvas. */
  locate(row: number): Place;
}

export interface ViewEvents {
  readonly onHover: (row: number | undefined, at: Place) => void;
  readonly onPick: (row: number | undefined, by: "mouse" | "touch") => void;
  /** The map moved, so that anything drawn over it must follow. */
  readonly onMoved: () => void;
  readonly onTheme: () => void;
}

/** Pixels around the pointer within which a dot counts as hit. */
const hitRadius = { mouse: 10, touch: 22 };
/** Papers that should be visible around one that is flown to. */
const neighbourCount = 400;

export function createMapView(canvas: HTMLCanvasElement, data: MapData, events: ViewEvents): MapView {
  const [painter, findPaper] = [createMapPainter(canvas, data), createPaperFinder(data)];
  let frame = readFrame(canvas, data.bounds);
  let marks: Pick<Scene, "highlighted" | "selected"> = { highlighted: [], selected: undefined };
  let waiting = false;
  const redraw = (changed: Partial<typeof marks> = {}) => {
    marks = { ...marks, ...changed };
    if (!waiting) requestAnimationFrame(render);
    waiting = true;
  };
  const render = () => {
    waiting = false;
    painter.draw({ camera: steering.camera, frame, ...marks, dimmed: marks.highlighted.length > 0 });
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
  watchEnvironment(canvas, {
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
    highlight: (rows) => redraw({ highlighted: rows }),
    select: (row) => redraw({ selected: row }),
    flyToTopic: (topic) => fly(centreCamera(topic, topicZooms[topic.level] ?? 1, frame)),
    flyToPaper: (row) =>
      fly(centreCamera(readPlace(data, row), Math.max(findCloseUp(data), readZoom(steering.camera, frame)), frame)),
    flyToWhole: () => fly(fitCamera(frame)),
    zoom: (factor) => fly(zoomCamera(steering.camera, { factor, x: frame.width / 2, y: frame.height / 2 }, frame)),
    locate: (row) => toPixels(readPlace(data, row), steering.camera),
  };
}

/** Returns a function that finds the paper at a position. */
function createPaperFinder(data: MapData) {
  const grid = createMapGrid(data);
  return ({ x, y }: Place, by: "mouse" | "touch", { left, top, scale }: Camera) =>
    grid.findNearest({ x: (x - left) / scale, y: (y - top) / scale }, hitRadius[by] / scale);
}

function watchEnvironment(
  canvas: HTMLCanvasElement,
  { onTheme, onResize }: { readonly onTheme: () => void; readonly onResize: () => void },
): void {
  watchTheme(onTheme);
  new ResizeObserver(onResize).observe(canvas);
}

/** The zoom for looking at one paper. */
function findCloseUp({ count }: MapData): number {
  return Math.max(1.8, Math.sqrt(count / neighbourCount));
}

function readPlace({ x, y }: MapData, row: number): Place {
  return { x: x[row] ?? 0, y: y[row] ?? 0 };
}

function toPixels({ x, y }: Place, { left, top, scale }: Camera): Place {
  return { x: x * scale + left, y: y * scale + top };
}

/** The zoom for a topic chosen from the list, by its level. */
const topicZooms = [2.6, 5.5, 12];

const panelGap = 16;
/** The height of the closed panel on a narrow screen. */
const panelHeight = 96;

/** The part under the panel, at the side or at the top, does not count when centring. */
function readFrame(canvas: HTMLCanvasElement, bounds: Bounds): Frame {
  const { clientWidth: width, clientHeight: height } = canvas;
  const wide = matchMedia("(min-width: 48rem)").matches;
  const panel = canvas.parentElement?.querySelector<HTMLElement>(".map-panel");
  const covered = wide
    ? { coveredLeft: (panel?.offsetWidth ?? 0) + panelGap, coveredTop: 0 }
    : { coveredLeft: 0, coveredTop: panelHeight };
  return { width, height, ...covered, bounds };
}
