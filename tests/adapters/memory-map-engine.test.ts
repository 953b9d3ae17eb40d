import { createMemoryDrawingBoard } from "../../src/adapters/memory/drawing-board.js";
import { createMemoryTurns } from "../../src/adapters/memory/turns.js";
import { describeDrawingBoard } from "../contracts/drawing-board.contract.js";
import { describeTurns } from "../contracts/turns.contract.js";

describeTurns("turns of one process", async () => {
  const turns = createMemoryTurns();
  return [turns, turns];
});

describeDrawingBoard("the drawing board of one process", async () => {
  const board = createMemoryDrawingBoard();
  return [board, board];
});
