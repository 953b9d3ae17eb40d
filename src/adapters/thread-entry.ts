import { fileURLToPath } from "node:url";

/** Where piscina finds a thread's code, and how to start it. */
export interface ThreadEntry {
  readonly filename: string;
  readonly execArgv: string[];
}

/**
 * Finds a thread's entry file beside its caller: compiled JavaScript in an installed package, TypeScript through tsx
 * where the sources run as they are (under vitest).
 *
 * @param callerUrl the caller's `import.meta.url`
 * @param entry the file beside the caller, without its ending: `./embed-thread`
 */
export function resolveThreadEntry(callerUrl: string, entry: string): ThreadEntry {
  const fromSource = callerUrl.endsWith(".ts");
  return {
    filename: fileURLToPath(new URL(`${entry}${fromSource ? ".ts" : ".js"}`, callerUrl)),
    execArgv: fromSource ? ["--import", "tsx"] : [],
  };
}
