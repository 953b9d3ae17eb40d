import { setImmediate } from "node:timers";
import type { Terminal } from "../../terminal/terminal.js";

/**
 * Says on the first Ctrl-C what happens now. A progress bar ends itself on Ctrl-C, and later than the listeners that
 * were there before it: what is said at once would be written over.
 */
export function printStopping(signal: AbortSignal, terminal: Pick<Terminal, "note">, what: string): void {
  signal.addEventListener("abort", () => {
    setImmediate(() => terminal.note(`${what} Ctrl-C again ends at once.`));
  });
}
