import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { checkoutRoot } from "./spawn-program.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder for files shared by one run, removed after it. */
    runFolder: string;
  }
}

/** Compiles changed files: threads and processes run from `dist`, which must not be older than the sources. */
export default function prepareRun({ provide }: TestProject): () => void {
  execFileSync(process.execPath, [join(checkoutRoot, "scripts", "setup.mjs")], { stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "paperkin-run-"));
  provide("runFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
