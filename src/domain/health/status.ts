import { z } from "zod";
import { modelsAnswerSchema } from "../models/change.js";

export const statsSchema = z.object({
  version: z.string(),
  papers: z.object({
    papers: z.number().int(),
    embedded: z.number().int().describe("Papers with a vector; found by meaning"),
    waiting: z.number().int().describe("Papers waiting for their vector; found by keyword"),
    failed: z.number().int().describe("Papers that could not be embedded; found by keyword"),
    withheld: z.number().int().describe("Papers whose job was cancelled before they were embedded; found by keyword"),
  }),
  ...modelsAnswerSchema.shape,
  indexes: z.object({ keyword: z.number().int(), vector: z.number().int() }).describe("Papers in each index"),
  queue: z.object({ ready: z.boolean(), outstanding: z.number().int(), detail: z.string() }),
});
export type Stats = z.output<typeof statsSchema>;

export const readinessSchema = z.object({
  ready: z.boolean(),
  papers: z
    .object({
      papers: z.number().int(),
      byWords: z.number().int().describe("Papers in the keyword index"),
      byMeaning: z.number().int().describe("Papers in the vector index; those that wait for their vector are not"),
    })
    .describe("How many papers there are, and how many of them a search can find"),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
});
export type Readiness = z.output<typeof readinessSchema>;
