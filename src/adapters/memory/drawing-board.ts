import type { DrawingBoard, DrawingState } from "../../ports/map/drawing-board.js";

/** The board of the one process of a library. */
export function createMemoryDrawingBoard(): DrawingBoard {
  let shown: DrawingState = {};
  let isAsked = false;
  return {
    read: async () => shown,
    show: async (state) => void (shown = state),
    askToStop: async () => void (isAsked = true),
    async takeStop() {
      const wasAsked = isAsked;
      isAsked = false;
      return wasAsked;
    },
  };
}
