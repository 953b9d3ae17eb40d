import { z } from "zod";

/** Limits of what is shown of a table. */
export const tableHeadLimits = { columns: 200, rows: 5, cellLength: 200 } as const;

/** The columns of a table and its first rows, from which a person can tell what each column holds. */
export const tableHeadSchema = z.object({
  columns: z
    .array(
      z.object({
        name: z.string(),
        field: z.string().optional().describe("The field that the column fills; absent for one that is not read"),
      }),
    )
    .describe(`At most ${tableHeadLimits.columns}, in their order`),
  rows: z
    .array(z.array(z.string()))
    .describe(
      `The cells of the first ${tableHeadLimits.rows} rows, each cut to ${tableHeadLimits.cellLength} characters`,
    ),
});
export type TableHead = z.output<typeof tableHeadSchema>;
