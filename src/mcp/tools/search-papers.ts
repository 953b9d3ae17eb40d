import { z } from "zod";
import type { SearchAnswer } from "../../domain/search/answer.js";
import { facetLimits, facetNameSchema } from "../../domain/search/facets.js";
import { operations } from "../../operations/index.js";
import { countPapers, formatHits, formatNotices, joinParts } from "../format-hits.js";
import { listedHitsSchema, listHits } from "../listed-hits.js";
import { filterField, limitField } from "../tool-fields.js";
import { defineTool, type Tool, type ToolLibrary } from "../tool.js";

const { body, answer: searchAnswer } = operations.searchPapersByBody;
const { query, cursor, mode, sort, spelling } = body.shape;

const input = z.strictObject({
  query,
  limit: limitField,
  filter: filterField,
  mode: mode.describe(
    "hybrid is best for nearly all questions; keyword for exact words only, semantic for paraphrases",
  ),
  sort,
  cursor,
  facets: z
    .array(facetNameSchema)
    .default([])
    .describe("Count the papers found by these fields, which lists the venues, years, categories and authors"),
  spelling,
  explain: z
    .boolean()
    .default(false)
    .describe(
      "Include the sentence of each abstract that is most similar to the question; takes a few tenths of a second",
    ),
});

const answer = searchAnswer
  .pick({
    total: true,
    more: true,
    facets: true,
    cursor: true,
    didYouMean: true,
    correctedFrom: true,
    understood: true,
    notices: true,
    noGoodMatch: true,
  })
  .extend(listedHitsSchema.shape);

const description = `Searches the user's own library of research papers, by meaning and by keyword together. Use it first for any question about papers: what is known about a topic, who works on it, whether the library has a certain paper.

Write the query as a natural question or a description of what the paper would say ("how do robots learn to grasp unseen objects"), as a title, or as an identifier (arXiv id, DOI): a paper with exactly that title or identifier comes first. In the query, "a phrase" in quotes must occur, -word must not, AND, OR, NOT and brackets combine, and author:lastname, title:word, venue:name, category:name and year:2019-2021 narrow it; \`understood\` says how they were read and \`notices\` what was not. \`filter\` narrows too, by whole names.

\`score\` is the confidence, 0 to 1, that the paper is what was asked for, comparable between queries: above 0.5 is probably right, below 0.12 is not; judge scores in between by the abstract. \`noGoodMatch\` says that no hit is good: the library may have nothing on the subject, so say so rather than stretch the hits. Near-duplicates (preprint and published version) are folded into one hit that names the others in \`duplicates\`.

Abstracts are cut: read what matters with get_paper. Continue with similar_papers from a good hit, with recommend_papers from several, or with \`cursor\` to the next page. Ask several narrow questions rather than one broad one.`;

const plain = {
  offset: 0,
  prefix: false,
  snippets: false,
  duplicates: "fold",
  facetLimit: facetLimits.default,
} as const;

export function createSearchTool(library: ToolLibrary): Tool {
  return defineTool({
    name: "search_papers",
    title: "Search papers",
    description,
    input,
    answer,
    async handle(request, { signal }) {
      const found = await library.searchPapers({ ...request, ...plain }, { signal });
      const { total, more, facets, cursor: next, didYouMean, correctedFrom, understood, notices, noGoodMatch } = found;
      return {
        answer: {
          hits: listHits(found.hits),
          total,
          ...(more !== undefined && { more }),
          ...(facets && { facets }),
          ...(next !== undefined && { cursor: next }),
          ...(didYouMean !== undefined && { didYouMean }),
          ...(correctedFrom !== undefined && { correctedFrom }),
          ...(understood && { understood }),
          ...(notices && { notices }),
          ...(noGoodMatch && { noGoodMatch }),
        },
        text:
          found.hits.length === 0
            ? joinParts([await explainNothing(library), formatNotices(found)])
            : formatAnswer(found),
      };
    },
  });
}

async function explainNothing(library: ToolLibrary): Promise<string> {
  const { papers } = await library.readStats();
  return papers.papers === 0
    ? "The library has no papers yet. Add papers with ingest_papers, or whole files with: paperkin ingest <file>"
    : `Nothing found among ${countPapers(papers.papers)}. Leave out filters, phrases and exclusions, or use other words.`;
}

function formatAnswer(found: SearchAnswer): string {
  const { hits, total, more, facets, cursor: next, didYouMean, correctedFrom, noGoodMatch } = found;
  const parts = [
    correctedFrom === undefined
      ? ""
      : `Spelling repaired, from “${correctedFrom}”. These are the papers for: ${didYouMean}`,
    didYouMean === undefined || correctedFrom !== undefined ? "" : `Did you mean: ${didYouMean}`,
    noGoodMatch
      ? "No good match: the library may have nothing about this. The most similar are:"
      : `${hits.length} of ${countPapers(total)} found:`,
    formatHits(hits),
    formatNotices(found),
    more === undefined ? "" : `Not counted, because they are no good match: ${countPapers(more)}.`,
    facets ? formatFacets(facets) : "",
    next === undefined || noGoodMatch ? "" : `Next page: the same call with cursor ${next}`,
  ];
  return joinParts(parts);
}

function formatFacets(facets: NonNullable<SearchAnswer["facets"]>): string {
  return Object.entries(facets)
    .map(([name, counts = []]) => `${name}: ${counts.map(({ value, count }) => `${value} (${count})`).join(", ")}`)
    .join("\n");
}
