import type { z } from "zod";
import { jobAnswerSchema } from "../jobs/job.js";
import { foundSourceSchema } from "../sources/paper-format.js";

/** The answer to an import; `source` is present if the format was detected from the content. */
export const addedAnswerSchema = jobAnswerSchema.extend({ source: foundSourceSchema.optional() });

export type AddedAnswer = z.output<typeof addedAnswerSchema>;
