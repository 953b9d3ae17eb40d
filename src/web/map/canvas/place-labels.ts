import type { Camera } from "./camera.js";
import type { MapTopic } from "../data.js";
import type { MapPoint } from "../map-place.js";
import { type Label, makeLabel, type MeasureText, type PlacedLabel } from "./labels.js";

/** The papers that are lit: no label may lie on one of them. */
export interface LitDots {
  readonly points: readonly MapPoint[];
  /** Of their marks, in CSS pixels. */
  readonly radius: number;
}

export interface LabelChoice {
  readonly topics: readonly MapTopic[];
  readonly scale: number;
  readonly lit: LitDots;
  readonly measure: MeasureText;
}

/** A label, its distance from its topic, and how far it may be from there, in CSS pixels. */
export interface ChosenLabel extends PlacedLabel {
  readonly leeway: number;
}

/**
 * The labels that fit at a scale: the broadest and largest topics come first, no label overlaps another, and each steps
 * aside for lit papers within its topic, or is left out. Only the scale and the lit papers matter, so that no label appears
 * or disappears while the map moves.
 */
export function chooseLabels({ topics, scale, lit, measure }: LabelChoice): readonly ChosenLabel[] {
  const dots = { ...lit, points: lit.points.map(({ x, y }) => ({ x: x * scale, y: y * scale })) };
  const taken: PlacedLabel[] = [];
  const chosen: ChosenLabel[] = [];
  const total = topics.reduce((sum, { level, papers }) => sum + (level === 0 ? papers : 0), 0);
  for (const topic of topics) {
    const shown = sizes[topic.level];
    if (!shown || scale < shown.from || scale >= shown.to || topic.names.length === 0) continue;
    const side = Math.sqrt(topic.papers / total) * scale;
    if (topic.level > 0 && side < minSide) continue;
    const label = makeLabel(topic, scale, measure);
    const leeway = Math.max(side * leewayShare, label.height / 2 + lit.radius);
    // Without lit papers, every label stands where its topic is.
    for (const { x, y } of lit.points.length === 0 ? [{ x: 0, y: 0 }] : listSteps({ label, leeway }, dots)) {
      const placed = { label, x: topic.x * scale + x, y: topic.y * scale + y };
      if (!isFree(placed, taken, dots)) continue;
      taken.push(placed);
      chosen.push({ label, x, y, leeway });
      break;
    }
  }
  return chosen;
}

/** For each level of topics, the sizes of the whole map, in pixels, at which it is labelled. */
const sizes = [
  { from: 0, to: 3_200 },
  { from: 780, to: 10_000 },
  { from: 2_800, to: Infinity },
] as const;

/** A topic is labelled once a square of its share of the map has this side, in pixels. */
const minSide = 50;

/** A label that steps aside stays in its topic: papers cover less than half of the map, so this is a topic's radius. */
const leewayShare = 1 / 3;

interface Ground {
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly lit: LitDots;
}

/**
 * The labels at their places on the canvas. One that the edge would cut off is moved inwards while its topic is in view,
 * to a place where it covers nothing; else it is left out.
 */
export function placeLabels(chosen: readonly ChosenLabel[], ground: Ground): readonly PlacedLabel[] {
  const { camera, lit } = ground;
  const toCanvas = ({ x, y }: MapPoint) => ({ x: x * camera.scale + camera.left, y: y * camera.scale + camera.top });
  const dots = { ...lit, points: lit.points.map(toCanvas) };
  const placed: PlacedLabel[] = [];
  const cutOff: (() => PlacedLabel | undefined)[] = [];
  for (const { label, x, y, leeway } of chosen) {
    const topic = toCanvas(label.topic);
    const wanted = { label, x: topic.x + x, y: topic.y + y };
    const inside = moveInside(wanted, ground);
    if (inside.x === wanted.x && inside.y === wanted.y) placed.push(wanted);
    else if (isWithin(topic, ground))
      cutOff.push(() =>
        listSteps({ label, leeway }, dots)
          .map((step) => moveInside({ label, x: topic.x + step.x, y: topic.y + step.y }, ground))
          .find((other) => isFree(other, placed, dots)),
      );
  }
  for (const find of cutOff) {
    const found = find();
    if (found) placed.push(found);
  }
  return placed;
}

function isWithin({ x, y }: MapPoint, { width, height }: Ground): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

const edge = 4;

function moveInside({ label, x, y }: PlacedLabel, { width, height }: Ground): PlacedLabel {
  const clamp = (at: number, size: number, space: number) =>
    Math.max(size / 2 + edge, Math.min(space - size / 2 - edge, at));
  return { label, x: clamp(x, label.width, width), y: clamp(y, label.height, height) };
}

/** Steps of half the label's height up and down, and of half its width to the sides. */
const reach = { up: 8, aside: 2 } as const;

/** Where a label may be, seen from its topic; the nearest places first. */
function listSteps(
  { label: { width, height }, leeway }: { readonly label: Label; readonly leeway: number },
  { radius }: LitDots,
): readonly MapPoint[] {
  const spread = (count: number, size: number) =>
    Array.from({ length: 2 * count + 1 }, (_, at) => ((at - count) * size) / 2);
  const steps = spread(reach.up, height / 2 + radius).flatMap((y) =>
    spread(reach.aside, width / 2 + radius).map((x) => ({ x, y })),
  );
  return steps
    .filter(({ x, y }) => Math.hypot(x, y) <= leeway)
    .sort((one, other) => Math.hypot(one.x, one.y) - Math.hypot(other.x, other.y));
}

/** Free space around a label. */
const gap = { x: 10, y: 5 };

function isFree({ label, x, y }: PlacedLabel, others: readonly PlacedLabel[], { points, radius }: LitDots): boolean {
  const { width, height } = label;
  const covers = (dot: MapPoint) =>
    Math.abs(dot.x - x) < width / 2 + radius && Math.abs(dot.y - y) < height / 2 + radius;
  const touches = (other: PlacedLabel) =>
    Math.abs(other.x - x) < (width + other.label.width) / 2 + gap.x &&
    Math.abs(other.y - y) < (height + other.label.height) / 2 + gap.y;
  return !points.some(covers) && !others.some(touches);
}
