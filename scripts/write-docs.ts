import { readFileSync, writeFileSync } from "node:fs";
import { findPackageFile } from "../src/package-files.js";
import { listGeneratedParts, replacePart } from "./generated-docs.js";

/* Rewrites the generated parts of the documentation. */
for (const part of listGeneratedParts()) {
  const file = findPackageFile(part.page);
  const before = readFileSync(file, "utf8");
  const after = replacePart(before, part);
  writeFileSync(file, after);
  process.stdout.write(`${part.page}: ${part.name} ${after === before ? "are up to date" : "written"}\n`);
}
