import type { Scene } from "./painter.js";
import { tones } from "../tones.js";
import type { MapPoint } from "../map-place.js";

/** What is shown, beside where the camera is. */
export type Shown = Pick<Scene, "highlighted" | "selected" | "toneOf" | "dimmed" | "outline">;

/** Remembers what is shown, and draws it in the next frame after a change. */
export interface Screen {
  show(changed: Partial<Shown>): void;
  redraw(): void;
  /** The topic under the pointer. */
  point(topic: number | undefined): void;
  /** The line that is being drawn, over any other. */
  draw(line: readonly MapPoint[] | undefined): void;
  isShown(row: number): boolean;
  isLit(row: number): boolean;
}

export function createScreen(count: number, paint: (shown: Shown & Pick<Scene, "pointed">) => void): Screen {
  const toneOf = new Uint8Array(count).fill(tones.full);
  let shown: Shown = { highlighted: [], selected: undefined, toneOf, dimmed: false };
  let lit = new Set<number>();
  let pointed: number | undefined;
  let line: readonly MapPoint[] | undefined;
  let isWaiting = false;
  const render = () => {
    isWaiting = false;
    paint({ ...shown, pointed, outline: line ?? shown.outline });
  };
  const redraw = () => {
    if (!isWaiting) requestAnimationFrame(render);
    isWaiting = true;
  };
  return {
    redraw,
    show(changed) {
      shown = { ...shown, ...changed };
      if (changed.highlighted) lit = new Set(changed.highlighted);
      redraw();
    },
    point(topic) {
      if (topic === pointed) return;
      pointed = topic;
      redraw();
    },
    draw(next) {
      line = next;
      redraw();
    },
    isShown: (row) => shown.toneOf[row] !== tones.hidden || lit.has(row),
    isLit: (row) => lit.has(row),
  };
}
