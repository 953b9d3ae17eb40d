import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPackageFile } from "../../../src/package-files.js";
import { AppError } from "../../../src/errors.js";

const run = promisify(execFile);
const packages = [
  "onnxruntime==1.32.0",
  "tokenizers==0.23.3",
  "numpy==2.4.6",
  // Of the comparison of embedding.
  "fastembed==0.9.1",
  // Of the comparison of searches.
  "fastapi==0.165.0",
  "uvicorn==0.54.0",
  "uvloop==0.23.0",
  "httptools==0.9.0",
  "lancedb==0.40.0",
  "pyarrow==26.0.1",
];

/**
 * The Python of a virtual environment with the pinned packages, in a folder that git ignores; created once. Throws
 * `unavailable`, with what is missing.
 */
export async function openPythonEnvironment(tell: (line: string) => void): Promise<string> {
  const folder = findPackageFile("node_modules/.cache/paperkin-bench-python");
  const python = join(folder, "bin", "python");
  const marker = join(folder, "installed.txt");
  const wanted = packages.join("\n");
  if (existsSync(marker) && (await readFile(marker, "utf8")) === wanted) return python;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  tell(`a Python environment with ${packages.join(", ")} is made in ${folder}`);
  await step("python3", ["-m", "venv", folder], "Python 3.11 or newer with its venv module is needed (python3-venv)");
  const installing = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages];
  await step(
    python,
    installing,
    "pip cannot install the packages; they come from the network, for Python 3.11 or newer",
  );
  await writeFile(marker, wanted);
  return python;
}

async function step(program: string, parameters: readonly string[], missing: string): Promise<void> {
  try {
    await run(program, [...parameters], { maxBuffer: 1e8 });
  } catch (cause) {
    const { stderr = "", message } = cause as Error & { stderr?: string };
    const reason = stderr.trim().split("\n").at(-1) || message;
    throw new AppError("unavailable", `${missing}: ${reason}`, { cause });
  }
}
