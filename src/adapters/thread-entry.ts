import { fileURLToPath } from "node:url";

/** The code of a thread, for piscina. */
export interface ThreadEntry {
  readonly filename: string;
  readonly execArgv: string[];
}

/**
 * piscina tries `require` before `import`. If two tasks start a thread at once, Node 20 ends the whole process when one
 * requires the module that the other is importing ("IsGraphAsync must be used on an instantiated module").
 */
const importOnly = "--no-experimental-require-module";

/**
 * Finds the compiled entry file of a thread or process: next to its caller in an installed package, in `dist` when the
 * sources run uncompiled (under vitest), because a thread that compiles itself starts a second later.
 *
 * @param callerUrl the caller's `import.meta.url`
 * @param entry the file next to the caller, without its extension: `./embed-thread`
 */
export function resolveThreadEntry(callerUrl: string, entry: string): ThreadEntry {
  const { href } = new URL(`${entry}.js`, callerUrl);
  const filename = fileURLToPath(callerUrl.endsWith(".ts") ? toCompiled(href) : href);
  return { filename, execArgv: [importOnly] };
}

function toCompiled(sourceUrl: string): string {
  const at = sourceUrl.lastIndexOf("/src/");
  return `${sourceUrl.slice(0, at)}/dist${sourceUrl.slice(at)}`;
}
