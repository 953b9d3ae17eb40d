import type { MapTopic } from "../data.js";
import type { MapPoint } from "../map-place.js";

/** The name of a topic. Sizes are in CSS pixels. */
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

/** A label and the middle of its place, in CSS pixels: from the topic's position, or from the corner of the canvas. */
export interface PlacedLabel extends MapPoint {
  readonly label: Label;
}

export type MeasureText = (text: string, font: string) => number;

/** The name of a topic as it is written at a scale. */
export function makeLabel(topic: MapTopic, scale: number, measure: MeasureText): Label {
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

/** The label at a position of the canvas. */
export function findLabel(labels: readonly PlacedLabel[], at: MapPoint): Label | undefined {
  return labels.find(
    ({ x, y, label }) => Math.abs(at.x - x) <= label.width / 2 + 2 && Math.abs(at.y - y) <= label.height / 2 + 2,
  )?.label;
}

export const lineHeight = 1.25;

const faces = [
  { size: 16, weight: 650 },
  { size: 13, weight: 550 },
  { size: 12, weight: 550 },
] as const;
/** From this scale on, there is room for all names of a topic. */
const scaleForMore = 8_000;

const smallScale = 600;

export function formatFont(size: number, weight: number): string {
  return `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif`;
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
