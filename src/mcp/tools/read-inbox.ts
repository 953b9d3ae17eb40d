import { z } from "zod";
import { operations } from "../../operations/index.js";
import { countPapers, joinParts } from "../format-hits.js";
import { limitField } from "../tool-fields.js";
import { defineTool, type DeskLibrary, type Tool } from "../tool.js";
import { formatMatched, listedMatchSchema, listMatched } from "./matched-papers.js";

const { answer, query } = operations.readInbox;

const input = z.strictObject({
  new: z.boolean().default(true).describe("false: also papers that the user has seen"),
  limit: limitField,
  cursor: query.shape.cursor,
});

const description = `Reads the user's inbox: papers taken in lately that fit what they follow (questions, papers, collections, authors, venues, sources), the newest first, each once and with the follows that it fits and why. Use it for "what is new for me" or "anything I should read this week". get_paper has the whole abstract.

It only reads: a paper stays new until the user marks it as seen. To follow something more, use follow_question. Of what rises in the whole library, trending_topics knows.`;

export function createInboxTool({ desk }: DeskLibrary): Tool {
  return defineTool({
    name: "read_inbox",
    title: "Read the inbox",
    description,
    input,
    answer: answer
      .pick({ total: true, new: true, cursor: true })
      .extend({ papers: z.array(listedMatchSchema).describe("The newest first") }),
    async handle(asked) {
      const { papers, total, new: unseen, cursor } = await desk.readInbox({ query: asked });
      const next = cursor === undefined ? "" : `Next page: the same call with cursor ${cursor}`;
      const text = joinParts([describeInbox(total, unseen, asked.new), formatMatched(papers), next]);
      return {
        answer: { papers: listMatched(papers), total, new: unseen, ...(cursor !== undefined && { cursor }) },
        text,
      };
    },
  });
}

function describeInbox(total: number, unseen: number, onlyNew: boolean): string {
  if (onlyNew) return unseen === 0 ? "Nothing is new; `new: false` lists what the user has seen." : `${unseen} new.`;
  return `${countPapers(total)} in the inbox, ${unseen} new.`;
}
