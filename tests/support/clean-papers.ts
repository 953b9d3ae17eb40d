import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import { trustLevels } from "../../src/domain/records/trust.js";
import type { CleanPaper } from "../../src/ports/paper/paper-store.js";

/** Turns a caller's input into a paper that the store accepts. */
export function makeCleanPaper(input: PaperInput, vector?: readonly number[]): CleanPaper {
  const cleaned = cleanPaper(paperInputSchema.parse(input));
  if ("reason" in cleaned) throw new Error(cleaned.reason);
  return { ...cleaned, trust: trustLevels.own, ...(vector && { vector: Float32Array.from(vector) }) };
}
