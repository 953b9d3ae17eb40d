import { formatRgb, type MapColours } from "./colours.js";
import type { Camera } from "./camera.js";
import type { MapTopic } from "../data.js";
import type { MapPoint } from "../map-place.js";

/** The name of a topic, centred on its position or a little off it. Sizes are in CSS pixels. */
export interface Label {
  readonly topic: MapTopic;
  readonly lines: readonly LabelLine[];
  readonly width: number;
  readonly height: number;
  /** How far above or below the topic's position the middle of its name is. */
  readonly shift: number;
}

interface LabelLine {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
}

/** For each level of topics, the sizes of the whole map, in pixels, at which it is labelled. */
const sizes = [
  { from: 0, to: 3_200 },
  { from: 780, to: 10_000 },
  { from: 2_800, to: Infinity },
] as const;

export interface LabelChoice {
  readonly topics: readonly MapTopic[];
  readonly scale: number;
  /** The papers that a search found: names make way for their dots. */
  readonly lit: readonly MapPoint[];
  readonly measure: MeasureText;
}

/**
 * The labels that fit at a scale: the broadest and largest topics come first, and no label overlaps another. Only the
 * scale and the lit papers matter, so that no label appears or disappears while the map moves.
 */
export function chooseLabels({ topics, scale, lit, measure }: LabelChoice): readonly Label[] {
  const chosen: Label[] = [];
  const total = topics.reduce((sum, { level, papers }) => sum + (level === 0 ? papers : 0), 0);
  for (const topic of topics) {
    const shown = sizes[topic.level];
    if (!shown || scale < shown.from || scale >= shown.to || topic.names.length === 0) continue;
    if (topic.level > 0 && Math.sqrt(topic.papers / total) * scale < minSide) continue;
    const label = makeLabel(topic, scale, measure);
    const placed = shiftFromLit(label, lit, scale).find((other) => !chosen.some((one) => collide(other, one, scale)));
    if (placed) chosen.push(placed);
  }
  return chosen;
}

/** A topic is labelled once a square of its share of the map has this side, in pixels. */
const minSide = 50;

export type MeasureText = (text: string, font: string) => number;

/** The same label at its place, above and below, the place with the fewest lit papers under the name first. */
function shiftFromLit(label: Label, lit: readonly MapPoint[], scale: number): readonly Label[] {
  if (lit.length === 0) return [label];
  const { topic, width, height } = label;
  const countCovered = (shift: number) =>
    lit.filter(
      ({ x, y }) =>
        Math.abs(x - topic.x) * scale < width / 2 + dotSize &&
        Math.abs((y - topic.y) * scale - shift) < height / 2 + dotSize,
    ).length;
  return [0, -1, 1, -2, 2]
    .map((step) => ({ ...label, shift: step * (height / 2 + dotSize) }))
    .map((placed) => ({ placed, covered: countCovered(placed.shift) }))
    .sort((one, other) => one.covered - other.covered)
    .map(({ placed }) => placed);
}

/** The radius of a lit dot and some space around it, in pixels. */
const dotSize = 8;

export interface LabelLook {
  readonly camera: Camera;
  readonly colours: MapColours;
  readonly opacity: number;
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  /** The topic under the pointer, whose name is underlined, as a link is. */
  readonly pointed: number | undefined;
}

export function drawLabels(context: CanvasRenderingContext2D, labels: readonly Label[], look: LabelLook): void {
  const { colours, opacity, pointed } = look;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 5;
  for (const label of labels) {
    const { x, top } = locateLabel(label, look);
    let y = top;
    for (const [row, { text, size, weight }] of label.lines.entries()) {
      context.font = formatFont(size, weight);
      context.strokeStyle = formatRgb(colours.ground, 0.9);
      context.strokeText(text, x, y);
      context.fillStyle = formatRgb(weight > 400 ? colours.ink : colours.soft, opacity);
      context.fillText(text, x, y);
      if (row === 0 && label.topic.index === pointed) {
        const width = context.measureText(text).width;
        context.fillRect(x - width / 2, y + size * 1.08, width, 1);
      }
      y += size * lineHeight;
    }
  }
}

/** The label at a position of the canvas. */
export function findLabel(labels: readonly Label[], at: MapPoint, look: Pick<LabelLook, "camera" | "width">) {
  return labels.find((label) => {
    const { x, top } = locateLabel(label, look);
    return Math.abs(at.x - x) <= label.width / 2 + 2 && at.y >= top - 2 && at.y <= top + label.height + 2;
  });
}

/** A label is not cut off at the edge while its position is visible. */
function locateLabel(
  { topic, width, height, shift }: Label,
  { camera, width: space }: Pick<LabelLook, "camera" | "width">,
) {
  const place = topic.x * camera.scale + camera.left;
  const x = place < 0 || place > space ? place : Math.max(width / 2 + 4, Math.min(space - width / 2 - 4, place));
  return { x, top: topic.y * camera.scale + camera.top + shift - height / 2 };
}

const lineHeight = 1.25;
/** Free space around a label. */
const gap = { x: 10, y: 5 };

function makeLabel(topic: MapTopic, scale: number, measure: MeasureText): Label {
  const [name = "", ...others] = topic.names;
  const face = faces[topic.level] ?? faces[2];
  // A small map has smaller labels.
  const nameSize = scale < smallScale ? face.size - 2 : face.size;
  const lines: LabelLine[] = [{ text: capitalize(name), ...face, size: nameSize }];
  const more = topic.level === 0 ? others.slice(0, 1) : scale > scaleForMore ? others : [];
  if (more.length > 0) lines.push({ text: more.join(" · "), size: 12, weight: 400 });
  const width = Math.max(...lines.map(({ text, size, weight }) => measure(text, formatFont(size, weight))));
  return { topic, lines, width, height: lines.reduce((sum, { size }) => sum + size * lineHeight, 0), shift: 0 };
}

const faces = [
  { size: 16, weight: 650 },
  { size: 13, weight: 550 },
  { size: 12, weight: 550 },
] as const;
/** From this scale on, there is room for all names of a topic. */
const scaleForMore = 8_000;

const smallScale = 600;

function collide(one: Label, other: Label, scale: number): boolean {
  const apartX = Math.abs(one.topic.x - other.topic.x) * scale - (one.width + other.width) / 2;
  const down = (one.topic.y - other.topic.y) * scale + one.shift - other.shift;
  return apartX < gap.x && Math.abs(down) - (one.height + other.height) / 2 < gap.y;
}

function formatFont(size: number, weight: number): string {
  return `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif`;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
