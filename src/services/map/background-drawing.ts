import type { MapState } from "../../domain/map/answer.js";
import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { OpenMap } from "../../ports/map/map-store.js";
import type { DrawMap } from "./draw-map.js";

export interface DrawingDeps {
  readonly drawMap: DrawMap;
  readonly logger: Logger;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
  /** Ends a drawing, and prevents another. */
  readonly signal: AbortSignal;
  readonly onDrawn: (drawn: OpenMap) => void;
}

type DrawingState = Pick<MapState, "stage" | "progress" | "secondsLeft" | "failure">;

/** Draws the map in the background, one drawing at a time. */
export interface Drawing {
  /** Resolves when the drawing in progress has ended, even if it failed; undefined if there is none. */
  readonly running: Promise<void> | undefined;
  begin(): void;
  /** Resolves when the drawing in progress, if any, has ended. */
  cancel(): Promise<void>;
  describe(): DrawingState;
}

/** Before this share is done, the time that is left cannot be told. */
const minShare = 0.02;

export function createDrawing({ drawMap, logger, now, signal, onDrawn }: DrawingDeps): Drawing {
  let running: Promise<void> | undefined;
  let cancelling = new AbortController();
  let state: DrawingState = {};
  const draw = async () => {
    const startedAt = now();
    cancelling = new AbortController();
    const stop = AbortSignal.any([signal, cancelling.signal]);
    state = { stage: "neighbours", progress: 0 };
    const onProgress: Parameters<DrawMap>[0]["onProgress"] = (stage, progress) => {
      const secondsLeft = Math.ceil(((now() - startedAt) / 1000) * (1 / progress - 1));
      state = { stage, progress, ...(progress >= minShare && { secondsLeft }) };
    };
    try {
      onDrawn(await drawMap({ signal: stop, onProgress }));
      state = {};
    } catch (error) {
      state = stop.aborted ? {} : { failure: describeError(error) };
      if (!stop.aborted) logger.error({ reason: state.failure }, "The map could not be drawn.");
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
    async cancel() {
      cancelling.abort();
      await running;
    },
    describe: () => state,
  };
}
