import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.js";

/** One of our compiled programs as a separate process. */
export interface Program {
  readonly pid: number;
  /** All output so far, stdout and stderr combined. */
  readOutput(): string;
  /** Resolves with the exit code, or with the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends the signal and resolves like `ended`. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export interface ProgramOptions {
  /** Path below dist, without its extension: `src/main` or `workers/main`. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Its whole environment, except for the variables in `inherited`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the package; this checkout by default. */
  readonly packageRoot?: string;
}

/** Settings in the shell that runs the tests must not reach our programs. */
const inherited = ["PATH", "HOME", "TMPDIR", "LANG"];
const running = new Set<Program>();

export const checkoutRoot = fileURLToPath(new URL("../..", import.meta.url));

export function spawnProgram({ entry, args = [], env = {}, packageRoot = checkoutRoot }: ProgramOptions): Program {
  const script = findCompiled(entry, packageRoot);
  const kept = inherited.map((name) => [name, process.env[name] ?? ""]);
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...Object.fromEntries(kept), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  // `close` comes after the last byte of output; `exit` can come before it.
  const ended = once(child, "close").then(() => (child.signalCode ?? child.exitCode) as number | NodeJS.Signals);
  const program: Program = {
    pid: child.pid ?? -1,
    readOutput: () => output,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
  running.add(program);
  void ended.then(() => running.delete(program));
  return program;
}

/** The compiled form of a source file, named by its path below the root without its extension. */
export function findCompiled(entry: string, packageRoot = checkoutRoot): string {
  const script = join(packageRoot, "dist", `${entry}.js`);
  if (!existsSync(script)) throw new Error(`${script} is missing: compile it with npm run build`);
  return script;
}

/** Ends programs that a test left running; for `afterEach`. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.end("SIGKILL")));
}

/** Resolves with the first match in the program's output; rejects at once when the program ends without one. */
export async function untilOutput(program: Program, pattern: RegExp, timeoutMs = 180_000): Promise<RegExpExecArray> {
  const find = () => pattern.exec(program.readOutput());
  await until(`the output matches ${pattern}`, () => find() !== null || !running.has(program), timeoutMs);
  const match = find();
  if (!match) throw new Error(`the program ended without ${pattern} in its output:\n${program.readOutput()}`);
  return match;
}
