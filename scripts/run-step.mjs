import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A failure whose message explains it completely. */
export class SetupError extends Error {}

/** Runs one step of the set-up and prints one line for it. */
export async function runStep(title, step) {
  const startedAt = performance.now();
  process.stderr.write(`setup: ${title} … `);
  try {
    await step();
  } catch (error) {
    process.stderr.write("failed\n");
    throw error;
  }
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

/** Runs a program to its end; its output is shown only if it fails, followed by the hint. */
export async function runProgram(program, { args, cwd = root, env = {}, hint = "" }) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
  if (ended === undefined) return;
  const command = [program, ...args].join(" ");
  throw new SetupError([`${command} ended with ${ended}.`, output.trim(), hint].filter(Boolean).join("\n"));
}

/** Runs npm, and everything that npm starts, with this same Node. */
export function runNpm(args, { env = {}, ...options } = {}) {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const withNode = { ...options, env: { ...env, PATH: path } };
  const npm = findNpm();
  if (npm === undefined) return runProgram("npm", { ...withNode, args });
  return runProgram(process.execPath, { ...withNode, args: [npm, ...args] });
}

/** The npm that started this program, else the one installed with Node; undefined means the one on the PATH. */
function findNpm() {
  const nodeFolder = dirname(process.execPath);
  const file = join("node_modules", "npm", "bin", "npm-cli.js");
  const shippedWithNode = [join(nodeFolder, file), join(nodeFolder, "..", "lib", file)];
  const candidates = [process.env.npm_execpath, ...shippedWithNode].filter((path) => path?.endsWith("npm-cli.js"));
  return candidates.find((path) => existsSync(path));
}
