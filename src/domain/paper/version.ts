import { z } from "zod";

export const paperVersionSchema = z.object({
  version: z.number().int().describe("arXiv version number"),
  title: z.string(),
  date: z.string().optional().describe("Date of the paper in this version"),
  takenInAt: z.string().describe("When this version was first imported"),
  kept: z.boolean().describe("Whether this is the version that is shown and searched, which is the newest"),
});
export type PaperVersion = z.output<typeof paperVersionSchema>;

/** A version that was superseded by a newer one. */
export type EarlierVersion = Omit<PaperVersion, "kept">;

export const versionsAnswerSchema = z.object({
  versions: z
    .array(paperVersionSchema)
    .describe("Versions, newest first; empty for a paper imported without a version"),
});
