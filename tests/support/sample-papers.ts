import { readFileSync } from "node:fs";
import type { PaperInput } from "../../src/domain/paper/paper.js";

/** The papers that fill an empty library. */
export const samplePapers = readFileSync(new URL("../../samples/papers.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as PaperInput);
