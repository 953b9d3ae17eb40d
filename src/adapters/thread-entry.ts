import { fileURLToPath } from "node:url";

/** Where piscina finds a thread's code. */
export interface ThreadEntry {
  readonly filename: string;
}

/**
 * Finds the compiled entry file of a thread or process: beside its caller in an installed package, in `dist` where the
 * sources run as they are (under vitest), because a thread that compiles for itself starts a second later.
 *
 * @param callerUrl the caller's `import.meta.url`
 * @param entry the file beside the caller, without its ending: `./embed-thread`
 */
export function resolveThreadEntry(callerUrl: string, entry: string): ThreadEntry {
  const { href } = new URL(`${entry}.js`, callerUrl);
  return { filename: fileURLToPath(callerUrl.endsWith(".ts") ? toCompiled(href) : href) };
}

function toCompiled(sourceUrl: string): string {
  const at = sourceUrl.lastIndexOf("/src/");
  return `${sourceUrl.slice(0, at)}/dist${sourceUrl.slice(at)}`;
}
