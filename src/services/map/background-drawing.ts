import { setTimeout as delay } from "node:timers/promises";
import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { DrawingState } from "../../ports/map/drawing-board.js";
import type { MapEngine } from "../../ports/map/map-engine.js";
import type { OpenMap } from "../../ports/map/map-store.js";
import type { DrawMap } from "./draw-map.js";

export interface DrawingDeps {
  readonly drawMap: DrawMap;
  readonly mapEngine: Pick<MapEngine, "turns" | "board">;
  readonly logger: Logger;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
  /** Ends a drawing, and prevents another. */
  readonly signal: AbortSignal;
  readonly onDrawn: (drawn: OpenMap) => void;
}

/** Draws the map in the background, one drawing at a time, whichever process was asked for it. */
export interface Drawing {
  /** Resolves when the drawing in progress here has ended, even if it failed; undefined if there is none. */
  readonly running: Promise<void> | undefined;
  /** Draws the map unless another process is drawing it. */
  begin(): void;
  /** Resolves when the drawing in progress, if any, has ended, in whatever process. */
  cancel(): Promise<void>;
  describe(): Promise<DrawingState>;
}

/** Who has this turn may replace the map. */
export const mapTurn = "map";

/** Before this share is done, the time that is left cannot be told. */
const minShare = 0.02;
/** The pause between two looks at the board. */
const showMs = 1_000;
/** The pause before a turn is asked for again: bringing the map up to date takes a second, the turn of one that died more. */
const turnMs = 250;
/** A process that does not stop has died, and its drawing disappears from the board. */
const stopMs = 15_000;

export function createDrawing(deps: DrawingDeps): Drawing {
  const { signal, mapEngine } = deps;
  const { board } = mapEngine;
  let running: Promise<void> | undefined;
  let cancelling = new AbortController();
  let state: DrawingState = {};
  const setState = (next: DrawingState) => void (state = next);
  const draw = async () => {
    cancelling = new AbortController();
    await drawInTurn(deps, { cancelling, readState: () => state, setState });
    running = undefined;
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
      await stopElsewhere(board);
    },
    describe: async () => (running ? state : board.read()),
  };
}

const begun: DrawingState = { stage: "neighbours", progress: 0 };

interface Progress {
  readonly cancelling: AbortController;
  readonly readState: () => DrawingState;
  readonly setState: (state: DrawingState) => void;
}

/** Waits for the turn unless another process is drawing, and draws. Never rejects. */
async function drawInTurn(deps: DrawingDeps, { cancelling, readState, setState }: Progress): Promise<void> {
  const { logger, mapEngine } = deps;
  const { turns, board } = mapEngine;
  const stop = AbortSignal.any([deps.signal, cancelling.signal]);
  const drawNow = async (turn: AbortSignal) => {
    await board.takeStop();
    const end = showRegularly(board, { readState, onStop: () => cancelling.abort() });
    setState(await tryToDraw({ ...deps, stop, turn, setState }));
    await end();
    await board.show(readState()).catch(() => undefined);
    return true;
  };
  setState(begun);
  try {
    while (!(await turns.withTurn(mapTurn, (turn) => drawNow(turn.signal)))) {
      if ((await board.read()).stage !== undefined) return;
      await delay(turnMs, undefined, { signal: stop });
    }
  } catch (error) {
    if (!stop.aborted) logger.error({ reason: describeError(error) }, "The map could not be drawn.");
  }
}

interface Attempt extends Pick<DrawingDeps, "drawMap" | "logger" | "now" | "onDrawn"> {
  readonly stop: AbortSignal;
  /** Aborts when another process may draw. */
  readonly turn: AbortSignal;
  readonly setState: (state: DrawingState) => void;
}

/** What is to be shown afterwards. */
async function tryToDraw({ drawMap, logger, now, onDrawn, stop, turn, setState }: Attempt): Promise<DrawingState> {
  const startedAt = now();
  const onProgress: Parameters<DrawMap>[0]["onProgress"] = (stage, progress) => {
    const secondsLeft = Math.ceil(((now() - startedAt) / 1000) * (1 / progress - 1));
    setState({ stage, progress, ...(progress >= minShare && { secondsLeft }) });
  };
  try {
    onDrawn(await drawMap({ signal: AbortSignal.any([stop, turn]), onProgress }));
    return {};
  } catch (error) {
    if (stop.aborted) return {};
    const failure = turn.aborted
      ? "This process lost the right to draw the map, because it could not renew it in time."
      : describeError(error);
    logger.error({ reason: failure }, "The map could not be drawn.");
    return { failure };
  }
}

interface Showing {
  readonly readState: () => DrawingState;
  readonly onStop: () => void;
}

/** Shows the drawing to the other processes until the returned function is called, which resolves when nothing is being sent. */
function showRegularly(board: MapEngine["board"], { readState, onStop }: Showing): () => Promise<void> {
  let sending: Promise<void> | undefined;
  const send = async () => {
    try {
      if (await board.takeStop()) onStop();
      else await board.show(readState());
    } catch {
      // The next one may arrive; the drawing ends with its turn.
    } finally {
      sending = undefined;
    }
  };
  const sendOnce = () => void (sending ??= send());
  sendOnce();
  const timer = setInterval(sendOnce, showMs);
  return async () => {
    clearInterval(timer);
    await sending;
  };
}

async function stopElsewhere(board: MapEngine["board"]): Promise<void> {
  for (let waitedMs = 0; waitedMs < stopMs; waitedMs += turnMs) {
    if ((await board.read()).stage === undefined) return;
    if (waitedMs === 0) await board.askToStop();
    await delay(turnMs);
  }
}
