import { fileURLToPath } from "node:url";

/** Where piscina finds a thread's code. */
export interface ThreadEntry {
  readonly filename: string;
}

/**
 * Finds a thread's entry file beside its caller: compiled JavaScript in an installed package, TypeScript where the
 * sources run as they are (under vitest, which starts every thread with a loader for them).
 *
 * @param callerUrl the caller's `import.meta.url`
 * @param entry the file beside the caller, without its ending: `./embed-thread`
 */
export function resolveThreadEntry(callerUrl: string, entry: string): ThreadEntry {
  return { filename: fileURLToPath(new URL(`${entry}${callerUrl.endsWith(".ts") ? ".ts" : ".js"}`, callerUrl)) };
}
