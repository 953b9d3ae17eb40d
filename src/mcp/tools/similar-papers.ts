import { z } from "zod";
import type { PastedText } from "../../domain/similar/request.js";
import { operations } from "../../operations/index.js";
import { countPapers, formatLikeAnswer } from "../format-hits.js";
import { likeAnswerSchema, listLikeAnswer } from "../listed-hits.js";
import { diversityField, filterField, idField, limitField } from "../tool-fields.js";
import { defineTool, type Tool, type ToolLibrary } from "../tool.js";

const fields = operations.findSimilarToText.body.shape;

const input = z
  .strictObject({
    id: idField.optional().describe("Id of a paper of the library"),
    title: fields.title.optional().describe("The title of any text, instead of an id"),
    abstract: fields.abstract.describe("Its abstract, or its text"),
    limit: limitField,
    filter: filterField,
    aspect: fields.aspect,
    diversity: diversityField,
  })
  .superRefine(({ id, title, abstract }, context) => {
    if ((id === undefined) === (title === undefined))
      context.addIssue({ code: "custom", path: ["id"], message: "or title must be given, and not both" });
    else if (id !== undefined && abstract !== undefined)
      context.addIssue({ code: "custom", path: ["abstract"], message: "must not be combined with an id" });
  });

const description = `Finds the papers of the library that are most like one paper: related work, follow-ups, other approaches to the same problem. Give \`id\` for a paper of the library, or \`title\` and \`abstract\` for any other text, such as the user's own draft. The paper itself and its near-duplicates are left out.

\`aspect\` ranks by what the abstracts say in sentences of one role (background, method or result), and takes a few seconds: use it for "the same method on other problems". \`diversity\` towards 1 spreads the hits over different subtopics. \`score\`, 0 to 1, is how likely the two are about the same specific subject; the first hits are worth reading even at 0.2.

For more like several papers, or less like some, use recommend_papers; for a question in words, search_papers.`;

export function createSimilarTool(library: ToolLibrary): Tool {
  return defineTool({
    name: "similar_papers",
    title: "Papers like one paper",
    description,
    input,
    answer: likeAnswerSchema,
    async handle({ id, title = "", abstract, ...rest }, { signal }) {
      const request = { ...rest, duplicates: "fold" as const };
      const text: PastedText = { title, abstract };
      const found = await (id === undefined
        ? library.findSimilarToText({ ...text, ...request }, { signal })
        : library.findSimilar(id, request, { signal }));
      const { hits } = found;
      const like = `${countPapers(hits.length)} like ${id ?? `“${title}”`}, most similar first:`;
      return {
        answer: listLikeAnswer(found),
        text: formatLikeAnswer(found, hits.length === 0 ? "No paper found. Leave out filters." : like),
      };
    },
  });
}
