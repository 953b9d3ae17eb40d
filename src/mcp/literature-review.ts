import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

const argsSchema = z.object({
  topic: z.string().trim().min(1).max(500).describe("What the review is about"),
  years: z.string().trim().max(20).optional().describe("Only these years, as in 2019..2024"),
});

/** A prompt that users choose from their client's menu. */
export function registerLiteratureReview(server: McpServer): void {
  const title = "Review the literature";
  const description = "A review of a topic from the papers of the library, with references";
  server.registerPrompt("literature_review", { title, description, argsSchema }, ({ topic, years }) => ({
    messages: [{ role: "user", content: { type: "text", text: writeTask(topic, years) } }],
  }));
}

function writeTask(topic: string, years = ""): string {
  const narrowed = years === "" ? "" : ` Add year:${years} to each query.`;
  return `Write a review of the literature on: ${topic}

1. Ask search_papers three to six narrow questions that cover the topic from different sides (problem, methods, evaluation, open questions).${narrowed} Ask one of them with facets year and venue, to see how the field developed.
2. Select the papers that are on topic, and call recommend_papers with them as positive and with near misses as negative, to find papers that the queries missed.
3. Read every paper that you cite with get_paper. Cite nothing that you have not read there.
4. Write: what the question is, the main lines of work and how they differ, what is agreed and what is not, what is missing. Support each claim with its papers as [first author, year, id], and end with the list of references.

Where noGoodMatch is set or scores stay low, say that the library contains little about it, and do not fill the gap from memory.`;
}
