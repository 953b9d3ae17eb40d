import { setImmediate as yieldToEventLoop } from "node:timers/promises";

/** Lets other work run, if it is due; to be awaited after each small part of a long work. */
export type GiveWay = () => Promise<void>;

/** The event loop waits no longer than this, and one part of the work. */
const sliceMs = 4;

export function createGiveWay(): GiveWay {
  let end = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < end) return;
    await yieldToEventLoop();
    end = performance.now() + sliceMs;
  };
}
