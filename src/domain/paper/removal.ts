import { z } from "zod";

/** Number of ids that an answer lists. */
export const removedShown = 100;

export const removedAnswerSchema = z.object({
  removed: z.number().int().describe("Papers that were removed, or with `dryRun=true` would be"),
  ids: z.array(z.string()).describe(`Ids of the first ${removedShown} of them`),
  dryRun: z.literal(true).optional(),
});
export type RemovedAnswer = z.output<typeof removedAnswerSchema>;
