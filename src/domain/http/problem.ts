import { z } from "zod";
import { errorCodes } from "../../errors.js";
import { tableHeadSchema } from "../tables/table-head.js";

/** RFC 9457 problem details. */
export const problemSchema = z.object({
  type: z.string().describe("`urn:paperkin:error:` and the code"),
  title: z.string().describe("The same for every problem with this code"),
  status: z.number().int().describe("The HTTP status"),
  detail: z.string().describe("Description of this occurrence, for people"),
  code: z.enum(errorCodes).describe("For programs; the list is closed"),
  errors: z
    .array(
      z.object({
        path: z.string().describe("Path of the field, such as `filter.year.0`"),
        message: z.string().describe("What was expected there"),
      }),
    )
    .optional()
    .describe("One entry per malformed field"),
  sheet: z.string().optional().describe("If that table is of a workbook with several sheets: its sheet"),
  sheets: z.array(z.string()).optional().describe("The names of all sheets of the workbook"),
  table: tableHeadSchema
    .optional()
    .describe("If no column of a table is known to have the titles: its columns, from which to choose with `map`"),
});
export type Problem = z.output<typeof problemSchema>;
