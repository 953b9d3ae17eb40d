import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { findProgram } from "./local-server.js";
import { makeTemporaryFolder } from "./temporary-folders.js";

const run = promisify(execFile);

/** Where the generator is installed outside the PATH, such as in a virtual environment. */
const generator = process.env["PAPERKIN_PYTHON_CLIENT"] ?? findProgram("openapi-python-client");

/** Why the test of generated clients is skipped; undefined when it runs. */
export const generatorMissing =
  generator === undefined ? "openapi-python-client is not installed on this machine" : undefined;

/** Generates a Python client from a server's OpenAPI document, and runs the script that uses it. */
export async function runPythonClient(url: string): Promise<unknown> {
  if (generator === undefined) throw new Error("openapi-python-client is required, and is not installed");
  const folder = await makeTemporaryFolder();
  const target = ["--meta", "none", "--output-path", join(folder, "generated")];
  await run(generator, ["generate", "--url", `${url}/openapi.json`, ...target]);
  // The generator's own environment has what its clients import.
  const python = join(dirname(await realpath(generator)), "python");
  const script = fileURLToPath(new URL("../e2e/python_client.py", import.meta.url));
  const { stdout } = await run(python, ["-B", script, url, folder]);
  return JSON.parse(stdout);
}
