import { z } from "zod";
import { filterSchema } from "../search/filter.js";
import { periods } from "./period.js";

const { ids: _, ...filters } = filterSchema.shape;

export const trendsRequestSchema = z.strictObject({
  period: z
    .enum(periods)
    .optional()
    .describe(
      "Compare topics by this length of time; by default the shortest of week, month and year that the dates allow",
    ),
  ...filters,
});
export type TrendsRequest = z.output<typeof trendsRequestSchema>;

export const maxOpenedIds = 50;

export const openedRequestSchema = z.strictObject({
  ids: z.array(z.string().min(1).max(500)).min(1).max(maxOpenedIds).describe("Ids of papers that were just opened"),
});
