import { z } from "zod";

export const sorts = ["relevance", "date", "oldest", "title"] as const;

/** An order that does not depend on the query. */
export type PaperOrder = Exclude<(typeof sorts)[number], "relevance">;

export const sortSchema = z
  .enum(sorts)
  .default("relevance")
  .describe("date sorts the good matches, newest first; oldest and title sort the same papers; undated ones come last");
