import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { checkoutRoot } from "./spawn-program.js";

/** Compiles what changed: threads and processes run from `dist`, and must not be older than the sources beside them. */
export default function buildFirst(): void {
  execFileSync(process.execPath, [join(checkoutRoot, "scripts", "setup.mjs")], { stdio: "inherit" });
}
