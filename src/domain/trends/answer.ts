import { z } from "zod";
import { periods } from "./period.js";

const count = z.number().int();
const day = z.string().describe("YYYY-MM-DD");
const spanSchema = z.object({ from: day, to: day });

const newPapersSchema = z.object({
  period: z.enum(periods),
  counts: z.array(spanSchema.extend({ papers: count })).describe("The oldest first"),
});

export const trendPaperSchema = z.object({
  id: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  year: count.optional(),
  date: z.string().optional(),
  venue: z.string().optional(),
});
export type TrendPaper = z.output<typeof trendPaperSchema>;

const risingTopicSchema = z.object({
  names: z.array(z.string()).describe("Words that distinguish its papers, best first"),
  question: z.string().describe("A question that finds it"),
  papers: count.describe("Its papers of the latest period, without those of venues that have no past to compare with"),
  expected: z.number().describe("How many it would have with the share it had before, venue by venue"),
  growth: z.number().describe("How many times more than expected, drawn towards 1 where papers are few"),
  growthLow: z.number().describe("The lower end of its 95 % interval; the topics are in this order"),
  counts: z.array(count).describe("Its papers by period, the oldest first"),
  levels: z
    .array(z.number())
    .describe("Its share by period against its share over the whole past, venue by venue; 1 is as usual"),
  central: z.array(trendPaperSchema).describe("Papers of the latest period at its centre"),
});
export type RisingTopicAnswer = z.output<typeof risingTopicSchema>;

export const trendsAnswerSchema = z.object({
  papers: count.describe("Papers that pass the filters"),
  sampled: count
    .optional()
    .describe("If they are too many to look at: how many of them, chosen evenly, all other numbers speak of"),
  dates: z
    .object({ day: count, month: count, year: count, none: count })
    .describe(
      "How many of them state a day, only a month, only a year, or nothing; a first of January that most share is a year",
    ),
  published: z
    .array(newPapersSchema)
    .describe("New papers by what they state, by every length of time that most of them state"),
  takenIn: z.array(newPapersSchema).describe("New papers by when they were taken in or last changed"),
  topics: z.object({
    period: z.enum(periods),
    spans: z
      .array(spanSchema)
      .describe("The periods that are compared, the oldest first; empty if there are too few papers"),
    totals: z.array(count).describe("Papers with a vector by period"),
    compared: count.describe("How many topics were compared"),
    rising: z.array(risingTopicSchema).describe("Those that grow, the surest first"),
    note: z.string().optional().describe("Why none is shown"),
  }),
  opened: z
    .array(z.object({ paper: trendPaperSchema, opens: count }))
    .optional()
    .describe("What readers of this server opened in the last 30 days; absent if `COUNT_OPENS` is 0"),
  kept: z
    .array(z.object({ paper: trendPaperSchema, readers: count }))
    .optional()
    .describe("What they have lately put into collections; absent if `COUNT_OPENS` is 0"),
});
export type TrendsAnswer = z.output<typeof trendsAnswerSchema>;
