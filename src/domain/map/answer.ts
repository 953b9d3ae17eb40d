import { z } from "zod";

/** Min number of papers for a map. */
export const minMapPapers = 20;

export const mapStateSchema = z.object({
  state: z
    .enum(["absent", "drawing", "ready"])
    .describe("ready: GET /v1/map returns a map, even while a new one is drawn"),
  papers: z.number().int().describe("Papers on the map"),
  embedded: z.number().int().describe("Papers with a vector, which the next map will show"),
  needed: z.number().int().describe("Minimum number of papers with a vector for a map"),
  later: z
    .number()
    .int()
    .describe("Papers added or changed since the map was drawn; each is placed at the mean position of its neighbours"),
  sampledFrom: z
    .number()
    .int()
    .optional()
    .describe("If there were too many papers to show: how many there were. The map shows an even sample of them"),
  drawnAt: z.string().optional(),
  progress: z.number().optional().describe("Progress of the current drawing, 0 to 1"),
  secondsLeft: z.number().int().optional().describe("Estimated time until the current drawing ends"),
  stage: z.enum(["neighbours", "layout", "topics"]).optional(),
  failure: z.string().optional().describe("Why the last drawing failed"),
});
export type MapState = z.output<typeof mapStateSchema>;

export const topicSchema = z.object({
  names: z.array(z.string()).describe("Words that distinguish its papers, best first"),
  x: z.number().int(),
  y: z.number().int(),
  papers: z.number().int(),
  level: z.number().int().describe("Level of the topic; 0 is the broadest"),
  parent: z.number().int().optional().describe("Index in this list of the broader topic"),
});

export type MapTopic = z.output<typeof topicSchema>;

export const mapAnswerSchema = z.object({
  side: z.number().int().describe("Width and height of the map"),
  drawnAt: z.string(),
  total: z.number().int().describe("Papers on the whole map"),
  topics: z.array(topicSchema).describe("Topics, broadest first; a parent comes before its children"),
  papers: z
    .object({
      ids: z.array(z.string()),
      x: z.array(z.number().int()),
      y: z.array(z.number().int()),
      years: z.array(z.number().int().nullable()),
      topics: z.array(z.number().int()).describe("Index in `topics` of the narrowest topic"),
    })
    .describe("Columns: entry `i` of every column belongs to the same paper"),
});
export type MapAnswer = z.output<typeof mapAnswerSchema>;

export const mapRequestSchema = z.strictObject({
  part: z
    .enum(["whole", "outline"])
    .default("whole")
    .describe("outline: a sample of papers that shows the shape of the map"),
});
export type MapPart = z.output<typeof mapRequestSchema>["part"];

export const drawRequestSchema = z.strictObject({
  anew: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: draw a new map even if the current one is recent enough"),
});

export const placeAnswerSchema = z.object({
  id: z.string(),
  side: z.number().int(),
  x: z.number().int(),
  y: z.number().int(),
  topics: z.array(topicSchema).describe("Topics of the paper, broadest first"),
});
export type PlaceAnswer = z.output<typeof placeAnswerSchema>;
