import { z } from "zod";
import { filterSchema } from "../search/filter.js";
import { exportFormats } from "./format.js";

export const exportRequestSchema = z.object({
  filter: filterSchema.default({}),
  vectors: z.boolean().default(false),
  format: z.enum(exportFormats).default("jsonl"),
});
export type ExportRequest = z.output<typeof exportRequestSchema>;
