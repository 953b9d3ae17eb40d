import { describeCompared } from "../../domain/follows/describe-compared.js";
import { z } from "zod";
import type { Follow } from "../../domain/follows/follow.js";
import type { DryRunAnswer } from "../../domain/follows/inbox.js";
import { followSchema, newFollowSchema } from "../../domain/follows/follow.js";
import { dryRunAnswerSchema } from "../../domain/follows/inbox.js";
import { joinParts } from "../format-hits.js";
import { listPaper } from "../listed-hits.js";
import { defineTool, type DeskLibrary, type Tool } from "../tool.js";
import { formatMatched, listedMatchSchema } from "./matched-papers.js";

const [question] = newFollowSchema.options;
const { kind: _, ...fields } = question.shape;

const input = z.strictObject({
  ...fields,
  dryRun: z
    .boolean()
    .default(false)
    .describe("true: follows nothing, and answers which papers of the last 30 days would have matched"),
});

const triedPaperSchema = listedMatchSchema.pick({ paper: true, matches: true });

const answerSchema = z.object({
  follow: followSchema
    .pick({ id: true, name: true, query: true, createdAt: true })
    .optional()
    .describe("What is followed from now on"),
  preview: dryRunAnswerSchema
    .pick({ matched: true, compared: true, since: true })
    .extend({ papers: z.array(triedPaperSchema).describe("The newest ones") })
    .optional()
    .describe("Of a dry run"),
});

const description = `Follows a question for the user: each paper that is taken in from now on is compared with it, and one that fits comes to the user's inbox (read_inbox) with the reason. Only when the user asks to be kept up to date. Papers that are in the library already never match; find those with search_papers, in the same syntax and with the same scores.

Try it with dryRun first, show the user what it would have brought, and narrow it with \`filter\`, with words such as -survey in the query, or with a higher \`minScore\`. Following the same question twice makes two follows.`;

/** More would only fill a model's context. */
const maxShown = 10;

export function createFollowTool({ desk }: DeskLibrary): Tool {
  return defineTool({
    name: "follow_question",
    title: "Follow a question",
    description,
    input,
    answer: answerSchema,
    writes: true,
    async handle({ dryRun, ...asked }, { signal }) {
      const body = { kind: "question" as const, ...asked };
      const made = await desk.createFollow({ body, query: { dryRun } }, { signal });
      if (!("matched" in made)) {
        const { id, name, query, createdAt } = made;
        return { answer: { follow: { id, name, query, createdAt } }, text: formatFollow(made) };
      }
      const { matched, compared, since } = made;
      const papers = made.papers.slice(0, maxShown).map(({ paper, matches }) => ({ paper: listPaper(paper), matches }));
      return { answer: { preview: { matched, compared, since, papers } }, text: formatPreview(made) };
    },
  });
}

function formatFollow({ id, name }: Follow): string {
  return `“${name}” is followed from now on (id ${id}). Papers that fit will be in read_inbox.`;
}

function formatPreview({ papers, matched, compared, since }: DryRunAnswer): string {
  const of = `${matched} of ${describeCompared({ compared }, since.slice(0, 10))} would have matched`;
  const heading = `${of}${matched > maxShown ? `; the newest ${maxShown}` : ""}. Nothing is followed yet.`;
  return joinParts([heading, formatMatched(papers.slice(0, maxShown))]);
}
