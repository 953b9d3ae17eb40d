import type { MapEngine } from "../../ports/map/map-engine.js";
import { createMemoryDrawingBoard } from "./drawing-board.js";
import { createMemoryTurns } from "./turns.js";

/** Of an engine that one process uses. */
export function createOwnMapEngine(): MapEngine {
  return { turns: createMemoryTurns(), board: createMemoryDrawingBoard(), maxLagMs: 0 };
}
