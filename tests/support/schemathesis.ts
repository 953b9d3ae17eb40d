import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram, servicesAreRequired } from "./local-server.js";

/** Where it is installed outside the PATH, such as in a virtual environment. */
const program = process.env["PAPERKIN_SCHEMATHESIS"] ?? findProgram("schemathesis");

/** Why the test of the API's description is skipped; undefined when it runs. */
export const schemathesisMissing =
  program !== undefined || servicesAreRequired ? undefined : "schemathesis is not installed on this machine";

export interface SchemathesisRun {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Sends requests generated from a server's OpenAPI document, and checks the responses against it. */
export async function runSchemathesis(url: string, parameters: readonly string[]): Promise<SchemathesisRun> {
  if (program === undefined) throw new Error("schemathesis is required, and is not installed");
  const rules = fileURLToPath(new URL("../e2e/schemathesis_rules.py", import.meta.url));
  // It stores its findings in the working folder.
  const folder = await mkdtemp(join(tmpdir(), "paperkin-schemathesis-"));
  const child = spawn(program, ["run", `${url}/openapi.json`, ...parameters], {
    cwd: folder,
    env: { ...process.env, SCHEMATHESIS_HOOKS: rules, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [exitCode] = (await once(child, "close")) as [number | null];
  await rm(folder, { recursive: true, force: true });
  return { exitCode, output };
}
