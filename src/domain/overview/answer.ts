import { z } from "zod";

const exampleSchema = z.object({
  text: z.string().describe("To be searched for as it is"),
  kind: z.enum(["question", "topic"]).describe("A whole question, or what one is about"),
});

const pictureSchema = z.object({
  papers: z.number().int().describe("Papers on the map"),
  rows: z
    .array(z.string())
    .describe("How dense the papers are, from the top: a digit for each square of a row, 0 without a paper to 9"),
  topics: z
    .array(
      z.object({
        name: z.string(),
        index: z.number().int().describe("Index in the topics of the map"),
        papers: z.number().int(),
        x: z.number().describe("From 0 to 1, from the left"),
        y: z.number().describe("From 0 to 1, from the top"),
      }),
    )
    .describe("The broadest topics, the largest first"),
});

export const overviewSchema = z.object({
  examples: z
    .array(exampleSchema)
    .describe("Questions in the words of the papers, which the library answers well; at most 20"),
  map: pictureSchema.optional().describe("The map in small; absent until one has been drawn"),
});
export type Overview = z.output<typeof overviewSchema>;
