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
import { createMapPainter, type MapPainter } from "./painter.js";
import { watchTheme } from "./colours.js";
import type { Bounds, MapData, MapTopic } from "../data.js";
import type { MapPlace, MapPoint } from "../map-place.js";
import { type MapGestures, type Place, watchGestures } from "./gestures.js";
import { createMapGrid, type MapGrid } from "./grid.js";
import { createScreen, type Screen, type Shown } from "./screen.js";
import { createSteering, type Steering } from "./steering.js";

/** The map on its canvas: owns the camera, and draws a frame when something has changed. */
export interface MapView extends MapMoves {
  readonly colourOf: MapPainter["colourOf"];
  show(changed: Partial<Shown>): void;
  /** Whether dragging draws an area instead of moving the map. */
  setLasso(isOn: boolean): void;
  close(): void;
}

export interface MapMoves {
  /** Without an animation; undefined shows the whole map. */
  moveTo(at: MapPlace["at"]): void;
  flyToTopic(topic: MapTopic): void;
  flyToPaper(row: number): void;
  flyToWhole(): void;
  zoom(factor: number): void;
  /** The middle of what is in view; undefined for the whole map. */
  readPlace(): MapPlace["at"];
  /** The corners of what is in view. */
  listCorners(): readonly MapPoint[];
  /** The position of a paper, in CSS pixels from the corner of the canvas. */
  locate(row: number): Place;
  isInView(row: number): boolean;
  /** Of the canvas, in CSS pixels. */
  readWidth(): number;
}

export interface ViewEvents {
  readonly onHover: (row: number | undefined, at: Place) => void;
  readonly onPick: (row: number | undefined, by: "mouse" | "touch") => void;
  readonly onTopic: (topic: number) => void;
  /** A line was drawn around an area; `pixel` is the size of one on the map. */
  readonly onDrawn: (points: readonly MapPoint[], pixel: number) => void;
  /** The map moved, so that anything drawn over it must follow. */
  readonly onMoved: () => void;
  readonly onTheme: () => void;
}

/** What the parts of a view share. */
interface ViewParts {
  readonly data: MapData;
  readonly events: ViewEvents;
  readonly grid: MapGrid;
  readonly painter: MapPainter;
  readonly screen: Screen;
  readonly steering: Steering;
  readonly frame: Frame;
}

export function createMapView(canvas: HTMLCanvasElement, data: MapData, events: ViewEvents): MapView {
  const closing = new AbortController();
  const painter = createMapPainter(canvas, data);
  let frame = readFrame(canvas, data.bounds);
  const steering = createSteering(fitCamera(frame), () => {
    events.onMoved();
    screen.redraw();
  });
  const screen = createScreen(data.count, (shown) => painter.draw({ ...shown, camera: steering.camera, frame }));
  const parts: ViewParts = {
    data,
    events,
    painter,
    screen,
    steering,
    grid: createMapGrid(data),
    get frame() {
      return frame;
    },
  };
  const gestures = watchGestures(canvas, createReactions(parts), closing.signal);
  const stopTheme = watchTheme(() => {
    painter.readTheme();
    events.onTheme();
    screen.redraw();
  });
  const sizes = new ResizeObserver(() => {
    const before = frame;
    frame = readFrame(canvas, data.bounds);
    steering.adapt((camera) => refitCamera(camera, before, frame));
  });
  sizes.observe(canvas);
  return {
    colourOf: painter.colourOf,
    ...createMoves(parts),
    show: screen.show,
    setLasso: gestures.setLasso,
    close() {
      closing.abort();
      stopTheme();
      sizes.disconnect();
    },
  };
}

function createReactions(parts: ViewParts): MapGestures {
  const { events, grid, painter, screen, steering } = parts;
  const { steer, fly } = steering;
  const toMap = ({ x, y }: Place, { left, top, scale }: Camera = steering.camera): MapPoint => ({
    x: (x - left) / scale,
    y: (y - top) / scale,
  });
  const findPaper = (place: Place, by: "mouse" | "touch") => {
    const row = grid.findNearest(toMap(place), hitRadius[by] / steering.camera.scale);
    return row !== undefined && screen.isShown(row) ? row : undefined;
  };
  /** A lit paper is found under a name, and a name before the other papers. */
  const findTopic = (place: Place, row: number | undefined) =>
    row !== undefined && screen.isLit(row) ? undefined : painter.findTopic(place);
  return {
    onMove: (by) => steer(moveCamera(steering.camera, by, parts.frame)),
    onZoom: (step) => steer(zoomCamera(steering.camera, step, parts.frame)),
    onWhole: () => fly(fitCamera(parts.frame)),
    onHover(place) {
      const row = place && findPaper(place, "mouse");
      const pointed = place && findTopic(place, row);
      screen.point(pointed);
      events.onHover(pointed === undefined ? row : undefined, place ?? { x: 0, y: 0 });
      return row !== undefined || pointed !== undefined;
    },
    onPick(place, by) {
      const row = findPaper(place, by);
      const topic = findTopic(place, row);
      if (topic === undefined) events.onPick(row, by);
      else events.onTopic(topic);
    },
    onLasso: (line) => screen.draw(line.map((place) => toMap(place))),
    onLassoEnd(line) {
      screen.draw(undefined);
      if (line)
        events.onDrawn(
          line.map((place) => toMap(place)),
          1 / steering.camera.scale,
        );
    },
  };
}

function createMoves(parts: ViewParts): MapMoves {
  const { data, steering } = parts;
  const { fly } = steering;
  const locate = (row: number): Place => {
    const { left, top, scale } = steering.camera;
    return { x: (data.x[row] ?? 0) * scale + left, y: (data.y[row] ?? 0) * scale + top };
  };
  const placeOf = (row: number) => ({ x: data.x[row] ?? 0, y: data.y[row] ?? 0 });
  const zoomOf = () => readZoom(steering.camera, parts.frame);
  return {
    moveTo: (at) => steering.steer(at ? centreCamera(at, at.zoom, parts.frame) : fitCamera(parts.frame)),
    flyToTopic: (topic) => fly(centreCamera(topic, topicZooms[topic.level] ?? 1, parts.frame)),
    flyToPaper: (row) => fly(centreCamera(placeOf(row), Math.max(findCloseUp(data), zoomOf()), parts.frame)),
    flyToWhole: () => fly(fitCamera(parts.frame)),
    zoom(factor) {
      const { width, height } = parts.frame;
      fly(zoomCamera(steering.camera, { factor, x: width / 2, y: height / 2 }, parts.frame));
    },
    readPlace: () => readMiddle(steering.camera, parts.frame),
    listCorners() {
      const { left, top, scale } = steering.camera;
      const { width, height } = parts.frame;
      const [x, y] = [
        [-left / scale, (width - left) / scale] as const,
        [-top / scale, (height - top) / scale] as const,
      ];
      return [
        { x: x[0], y: y[0] },
        { x: x[1], y: y[0] },
        { x: x[1], y: y[1] },
        { x: x[0], y: y[1] },
      ];
    },
    locate,
    readWidth: () => parts.frame.width,
    isInView(row) {
      const { x, y } = locate(row);
      return x > 0 && y > 0 && x < parts.frame.width && y < parts.frame.height;
    },
  };
}

/** Pixels around the pointer within which a dot counts as hit. */
const hitRadius = { mouse: 10, touch: 22 };
/** Papers that should be visible around one that is flown to. */
const neighbourCount = 400;

/** The zoom for looking at one paper. */
function findCloseUp({ count }: MapData): number {
  return Math.max(1.8, Math.sqrt(count / neighbourCount));
}

/** The zoom for a topic chosen from the list, by its level. */
const topicZooms = [2.6, 5.5, 12];

/** What is in view, as an address states it; undefined for the whole map. */
function readMiddle(camera: Camera, frame: Frame): MapPlace["at"] {
  const whole = fitCamera(frame);
  const isWhole = (["scale", "left", "top"] as const).every((name) => Math.abs(camera[name] - whole[name]) < 0.5);
  if (isWhole) return undefined;
  const toMap = (size: number, offset: number) => (size / 2 - offset) / camera.scale;
  return { x: toMap(frame.width, camera.left), y: toMap(frame.height, camera.top), zoom: readZoom(camera, frame) };
}

function readFrame(canvas: HTMLCanvasElement, bounds: Bounds): Frame {
  const { clientWidth: width, clientHeight: height } = canvas;
  return { width: Math.max(1, width), height: Math.max(1, height), bounds };
}
