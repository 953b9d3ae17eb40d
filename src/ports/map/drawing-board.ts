import type { MapState } from "../../domain/map/answer.js";

/** What is known of a drawing in progress, or why the last one failed; empty otherwise. */
export type DrawingState = Pick<MapState, "stage" | "progress" | "secondsLeft" | "failure">;

/**
 * Where the process that draws the map of one model says how far it is, for all that serve the same library. It throws
 * `unavailable`.
 */
export interface DrawingBoard {
  /** What was shown last; a drawing in progress, only for some seconds. */
  read(): Promise<DrawingState>;
  /** Replaces what is shown. A drawing in progress is shown again every second, so that one that died disappears. */
  show(state: DrawingState): Promise<void>;
  /** Asks whoever draws to stop. */
  askToStop(): Promise<void>;
  /** Whether someone has asked since the last call. Asked before a drawing begins, it forgets what came too late for the last. */
  takeStop(): Promise<boolean>;
}
