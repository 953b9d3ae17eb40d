import { z } from "zod";
import { operations } from "../../operations/index.js";
import { countPapers, formatLikeAnswer } from "../format-hits.js";
import { likeAnswerSchema, listLikeAnswer } from "../listed-hits.js";
import { diversityField, filterField, limitField } from "../tool-fields.js";
import { defineTool, type Tool, type ToolLibrary } from "../tool.js";

const { positive, negative } = operations.recommendPapers.body.shape;

const input = z.strictObject({
  positive: positive.describe('Papers to find more of: {"id"} of the library, or {"title", "abstract"} of any text'),
  negative: negative.describe("Papers to avoid, in the same form"),
  limit: limitField,
  filter: filterField,
  diversity: diversityField,
});

const description = `Recommends papers of the library from examples: more like the \`positive\` ones, less like the \`negative\` ones. Use it when you know a few papers that are right and some similar ones that are wrong: it finds what separates them. It serves several interests at once; \`because\` names the positive paper that contributed most to a hit, with the cosine between them. The examples and their near-duplicates are left out.

Two to ten examples on each side work well. For one example use similar_papers; for a question in words, search_papers.`;

export function createRecommendTool(library: ToolLibrary): Tool {
  return defineTool({
    name: "recommend_papers",
    title: "Recommend papers",
    description,
    input,
    answer: likeAnswerSchema,
    async handle(request, { signal }) {
      const found = await library.recommendPapers({ ...request, duplicates: "fold" }, { signal });
      const { hits } = found;
      const list = `${countPapers(hits.length)} recommended, best first:`;
      return {
        answer: listLikeAnswer(found),
        text: formatLikeAnswer(
          found,
          hits.length === 0 ? "No paper found. Leave out filters, or give other examples." : list,
        ),
      };
    },
  });
}
