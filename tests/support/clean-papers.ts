import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import type { CleanPaper } from "../../src/ports/paper/paper-store.js";

/** A paper as the store takes it, from what a caller would send. */
export function makeCleanPaper(input: PaperInput, vector?: readonly number[]): CleanPaper {
  const cleaned = cleanPaper(paperInputSchema.parse(input));
  if ("reason" in cleaned) throw new Error(cleaned.reason);
  return { ...cleaned, ...(vector && { vector: Float32Array.from(vector) }) };
}
