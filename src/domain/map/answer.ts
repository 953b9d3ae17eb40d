import { z } from "zod";

/** Fewer papers make no map. */
export const minMapPapers = 20;

export const mapStateSchema = z.object({
  state: z
    .enum(["absent", "drawing", "ready"])
    .describe("ready: GET /v1/map gives a map, even while a new one is drawn"),
  papers: z.number().int().describe("Papers on the map"),
  embedded: z.number().int().describe("Papers that have a vector, and so a place on the next map"),
  needed: z.number().int().describe("Papers with a vector that a map needs"),
  later: z
    .number()
    .int()
    .describe("Papers added or changed since the map was drawn; each is placed in the middle of its neighbours"),
  drawnAt: z.string().optional(),
  progress: z.number().optional().describe("Of the drawing under way, 0 to 1"),
  stage: z.enum(["neighbours", "layout", "topics"]).optional(),
  failure: z.string().optional().describe("Why the last drawing came to nothing"),
});
export type MapState = z.output<typeof mapStateSchema>;

export const topicSchema = z.object({
  names: z.array(z.string()).describe("Words that set its papers apart, best first"),
  x: z.number().int(),
  y: z.number().int(),
  papers: z.number().int(),
  level: z.number().int().describe("0 for the broadest"),
  parent: z.number().int().optional().describe("Place in this list of the broader topic"),
});

export type MapTopic = z.output<typeof topicSchema>;

export const mapAnswerSchema = z.object({
  side: z.number().int().describe("Width and height of the map"),
  drawnAt: z.string(),
  total: z.number().int().describe("Papers on the whole map"),
  topics: z.array(topicSchema).describe("Broadest first; a parent comes before its children"),
  papers: z
    .object({
      ids: z.array(z.string()),
      x: z.array(z.number().int()),
      y: z.array(z.number().int()),
      years: z.array(z.number().int().nullable()),
      topics: z.array(z.number().int()).describe("Place of the narrowest topic in `topics`"),
    })
    .describe("One column each: entry `i` of every column is about the same paper"),
});
export type MapAnswer = z.output<typeof mapAnswerSchema>;

export const mapRequestSchema = z.object({
  part: z
    .enum(["whole", "outline"])
    .default("whole")
    .describe("outline: some papers from all over the map, as many as show its shape"),
});
export type MapPart = z.output<typeof mapRequestSchema>["part"];

export const drawRequestSchema = z.object({
  anew: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: draw a new map even where the present one is good enough"),
});

export const placeAnswerSchema = z.object({
  id: z.string(),
  side: z.number().int(),
  x: z.number().int(),
  y: z.number().int(),
  topics: z.array(topicSchema).describe("Those that the paper is part of, broadest first"),
});
export type PlaceAnswer = z.output<typeof placeAnswerSchema>;
