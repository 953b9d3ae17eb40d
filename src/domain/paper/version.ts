import { z } from "zod";

export const paperVersionSchema = z.object({
  version: z.number().int().describe("As arXiv counts them"),
  title: z.string(),
  date: z.string().optional().describe("Of the paper, as it came with this version"),
  takenInAt: z.string().describe("When it came first"),
  kept: z.boolean().describe("Whether it is the one that is shown and found; the newest is"),
});
export type PaperVersion = z.output<typeof paperVersionSchema>;

/** One that came and is not kept, as a newer one is. */
export type EarlierVersion = Omit<PaperVersion, "kept">;

export const versionsAnswerSchema = z.object({
  versions: z.array(paperVersionSchema).describe("Newest first; none of a paper that came without a version"),
});
