import { z } from "zod";
import { filterSchema } from "../search/filter.js";

export const exportRequestSchema = z.object({
  filter: filterSchema.default({}),
  vectors: z.boolean().default(false),
});
export type ExportRequest = z.output<typeof exportRequestSchema>;
