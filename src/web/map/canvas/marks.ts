import type { Camera } from "./camera.js";
import { formatRgb, type MapColours } from "./colours.js";
import type { MapData } from "../data.js";
import type { MapPoint } from "../map-place.js";

/** The papers that stand out. */
export interface Marks {
  /** Rows that a search found, best first. */
  readonly highlighted: readonly number[];
  readonly selected: number | undefined;
}

interface MarkLook extends Marks {
  readonly camera: Camera;
  readonly colours: MapColours;
  /** Of the other dots, in CSS pixels. */
  readonly radius: number;
}

/** Of a lit paper with the ring around it and the outline of letters beside it, in CSS pixels. */
export function markRadius(dotRadius: number): number {
  return dotRadius + 10;
}

/** Highlights the papers found, the best on top, and draws a ring around the selected one. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  { x, y }: Pick<MapData, "x" | "y">,
  { camera, highlighted, selected, colours, radius }: MarkLook,
): void {
  const trace = (row: number, size: number) => {
    context.beginPath();
    const [left, top] = [(x[row] ?? 0) * camera.scale + camera.left, (y[row] ?? 0) * camera.scale + camera.top];
    context.arc(left, top, size, 0, 2 * Math.PI);
  };
  for (let rank = highlighted.length - 1; rank >= 0; rank -= 1) {
    trace(highlighted[rank] ?? 0, radius + 3);
    context.fillStyle = formatRgb(colours.highlight);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = formatRgb(colours.ground);
    context.stroke();
  }
  if (selected === undefined) return;
  for (const [width, colour] of [
    [5, colours.ground],
    [2.5, colours.ink],
  ] as const) {
    trace(selected, radius + 6);
    context.lineWidth = width;
    context.strokeStyle = formatRgb(colour);
    context.stroke();
  }
}

/** A closed line on the ground, so that it is seen on dots of any colour. */
export function drawOutline(
  context: CanvasRenderingContext2D,
  points: readonly MapPoint[],
  { camera, colours }: { readonly camera: Camera; readonly colours: MapColours },
): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x * camera.scale + camera.left, y * camera.scale + camera.top);
  context.closePath();
  context.lineJoin = "round";
  for (const [width, colour] of [
    [4, colours.ground],
    [2, colours.ink],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = formatRgb(colour, 0.9);
    context.stroke();
  }
}
