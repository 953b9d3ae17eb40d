import { spawn } from "node:child_process";
import { once } from "node:events";
import { findCompiled } from "../support/spawn-program.js";

export interface ChildRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly dataDir: string;
  readonly input?: string;
}

/** Runs the command line as a shell would, in a separate process with default settings. */
export async function runCommand(parameters: readonly string[], { dataDir, input }: ChildOptions): Promise<ChildRun> {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, DATA_DIR: dataDir, HF_HUB_OFFLINE: "1" };
  const child = spawn(process.execPath, [findCompiled("src/cli/main"), ...parameters], {
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (output.stderr += String(chunk)));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}
