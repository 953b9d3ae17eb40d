import { z } from "zod";
import { operations } from "../../operations/index.js";
import { countPapers } from "../format-hits.js";
import { defineTool, type DeskLibrary, type Tool } from "../tool.js";
import { idField } from "../tool-fields.js";

const input = z.strictObject({
  ids: z.array(idField).min(1).max(100).describe("Ids of papers of read_inbox"),
  restore: z.boolean().default(false).describe("true: brings dismissed papers back"),
});

const description = `Takes papers out of the user's inbox for good, because they do not interest the user: "not this one", "no more of this". Use the ids that read_inbox lists. Their versions go with them, they come back with no follow, and follows find fewer papers like them. Only when the user says so. \`restore: true\` undoes it.`;

export function createDismissTool({ desk }: DeskLibrary): Tool {
  return defineTool({
    name: "dismiss_papers",
    title: "Dismiss papers of the inbox",
    description,
    input,
    answer: operations.dismissPapers.answer,
    writes: true,
    async handle({ ids, restore }) {
      const answer = await desk.dismissPapers({ body: { ids, isDismissed: !restore } });
      const what = restore ? "back in the inbox" : "dismissed";
      return { answer, text: `${countPapers(answer.changed)} ${what}. ${answer.new} new.` };
    },
  });
}
