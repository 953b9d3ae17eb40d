import { z } from "zod";

export const feedAddressSchema = z.object({
  follow: z.string().optional().describe("Absent for the feed of the whole inbox"),
  token: z.string().describe("Who knows it can read the feed"),
  atom: z.string().describe("Address of the Atom feed, relative to that of the server"),
  json: z.string().describe("Address of the JSON Feed"),
  createdAt: z.string(),
});

export const feedsAnswerSchema = z.object({ feeds: z.array(feedAddressSchema) });

export type FeedAddress = z.output<typeof feedAddressSchema>;
