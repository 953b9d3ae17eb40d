import { nameChoice } from "../input/name-choice.js";
import { type Paper, paperSchema } from "./paper.js";

/** The fields of a paper that an answer has; the id is always there. */
export const fieldSelectionSchema = nameChoice(paperSchema.keyof().options)
  .optional()
  .describe("Fields of each paper to answer with, as a list or separated by commas, besides the id; by default all");

export type FieldSelection = readonly (keyof Paper)[];
