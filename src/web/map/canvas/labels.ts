import { formatRgb, type MapColours } from "./colours.js";
import type { Camera } from "./camera.js";
import type { MapTopic } from "../data.js";

/** The name of a topic, centred on its position. Sizes are in CSS pixels. */
export interface Label {
  readonly topic: MapTopic;
  readonly lines: readonly LabelLine[];
  readonly width: number;
  readonly height: number;
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

/**
 * The labels that fit at a scale: the broadest and largest topics come first, and no label overlaps another. Only the
 * scale matters, so that no label appears or disappears while the map moves.
 */
export function chooseLabels(topics: readonly MapTopic[], scale: number, measure: MeasureText): readonly Label[] {
  const chosen: Label[] = [];
  const total = topics.reduce((sum, { level, papers }) => sum + (level === 0 ? papers : 0), 0);
  for (const topic of topics) {
    const shown = sizes[topic.level];
    if (!shown || scale < shown.from || scale >= shown.to || topic.names.length === 0) continue;
    if (topic.level > 0 && Math.sqrt(topic.papers / total) * scale < minSide) continue;
    const label = makeLabel(topic, scale, measure);
    if (!chosen.some((other) => collide(label, other, scale))) chosen.push(label);
  }
  return chosen;
}

/** A topic is labelled once a square of its share of the map has this side, in pixels. */
const minSide = 50;

export type MeasureText = (text: string, font: string) => number;

export interface LabelLook {
  readonly camera: Camera;
  readonly colours: MapColours;
  readonly opacity: number;
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
}

export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  { camera, colours, opacity, width: space }: LabelLook,
): void {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  for (const { topic, lines, width, height } of labels) {
    const place = topic.x * camera.scale + camera.left;
    // A label is not cut off at the edge while its position is visible.
    const x = place < 0 || place > space ? place : Math.max(width / 2 + 4, Math.min(space - width / 2 - 4, place));
    let y = topic.y * camera.scale + camera.top - height / 2;
    for (const { text, size, weight } of lines) {
      context.font = formatFont(size, weight);
      context.strokeStyle = formatRgb(colours.ground, 0.85 * opacity);
      context.strokeText(text, x, y);
      context.fillStyle = formatRgb(weight > 400 ? colours.ink : colours.soft, opacity);
      context.fillText(text, x, y);
      y += size * lineHeight;
    }
  }
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
  return { topic, lines, width, height: lines.reduce((sum, { size }) => sum + size * lineHeight, 0) };
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
  const apartY = Math.abs(one.topic.y - other.topic.y) * scale - (one.height + other.height) / 2;
  return apartX < gap.x && apartY < gap.y;
}

function formatFont(size: number, weight: number): string {
  return `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif`;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
