import { fileURLToPath } from "node:url";

/** Where piscina finds a thread's code. */
export interface ThreadEntry {
  readonly filename: string;
}

/**
 * Finds the entry file of a thread or process beside its caller: compiled JavaScript in an installed package,
 * TypeScript where the sources run as they are (under vitest, which starts each of them with a loader for that).
 *
 * @param callerUrl the caller's `import.meta.url`
 * @param entry the file beside the caller, without its ending: `./embed-thread`
 */
export function resolveThreadEntry(callerUrl: string, entry: string): ThreadEntry {
  return { filename: fileURLToPath(new URL(`${entry}${callerUrl.endsWith(".ts") ? ".ts" : ".js"}`, callerUrl)) };
}
