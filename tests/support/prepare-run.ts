import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { checkoutRoot } from "./spawn-program.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Holds what the files of one run share, and is removed after it. */
    runFolder: string;
  }
}

/** Compiles what changed: threads and processes run from `dist`, and must not be older than the sources beside them. */
export default function prepareRun({ provide }: TestProject): () => void {
  execFileSync(process.execPath, [join(checkoutRoot, "scripts", "setup.mjs")], { stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "paperkin-run-"));
  provide("runFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
