import { setImmediate } from "node:timers";
import type { Terminal } from "../../terminal/terminal.js";

/**
 * Prints what happens on the first Ctrl-C. Prints it later, because a progress bar clears itself on Ctrl-C after the
 * earlier listeners ran, and would overwrite the text.
 */
export function printStopping(signal: AbortSignal, terminal: Pick<Terminal, "note">, what: string): void {
  signal.addEventListener("abort", () => {
    setImmediate(() => terminal.note(`${what} Press Ctrl-C again to exit at once.`));
  });
}
