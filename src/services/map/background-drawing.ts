import type { MapState } from "../../domain/map/answer.js";
import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { OpenMap } from "../../ports/map/map-store.js";
import type { DrawMap } from "./draw-map.js";

export interface DrawingDeps {
  readonly drawMap: DrawMap;
  readonly logger: Logger;
  /** Ends a drawing, and prevents another. */
  readonly signal: AbortSignal;
  readonly onDrawn: (drawn: OpenMap) => void;
}

/** Draws the map in the background, one drawing at a time. */
export interface Drawing {
  /** Resolves when the drawing in progress has ended, even if it failed; undefined if there is none. */
  readonly running: Promise<void> | undefined;
  begin(): void;
  describe(): Pick<MapState, "stage" | "progress" | "failure">;
}

export function createDrawing({ drawMap, logger, signal, onDrawn }: DrawingDeps): Drawing {
  let running: Promise<void> | undefined;
  let state: Pick<MapState, "stage" | "progress" | "failure"> = {};
  const draw = async () => {
    state = { stage: "neighbours", progress: 0 };
    try {
      onDrawn(await drawMap({ signal, onProgress: (stage, progress) => void (state = { stage, progress }) }));
      state = {};
    } catch (error) {
      state = { failure: describeError(error) };
      if (!signal.aborted) logger.error({ reason: state.failure }, "The map could not be drawn.");
    } finally {
      running = undefined;
    }
  };
  return {
    get running() {
      return running;
    },
    begin() {
      if (!running && !signal.aborted) running = draw();
    },
    describe: () => state,
  };
}
