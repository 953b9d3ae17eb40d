import { z } from "zod";
import type { Paper } from "../../domain/paper/paper.js";
import { isUnknownPaper, createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import { cleanLatex } from "../../domain/text/latex/clean-latex.js";
import { operations } from "../../operations/index.js";
import { formatHeading } from "../format-hits.js";
import { cutExcerpt } from "../listed-hits.js";
import { idField } from "../tool-fields.js";
import { defineTool, type Tool, type ToolLibrary } from "../tool.js";

const maxPapers = 20;
/** Ten times the length of most abstracts; cuts whole papers that were imported as an abstract. */
const maxAbstractLength = 15_000;
const maxAuthors = 100;

const input = z
  .strictObject({
    id: idField.optional().describe("Id of one paper"),
    ids: z.array(idField).min(1).max(maxPapers).optional().describe(`Ids of up to ${maxPapers} papers`),
  })
  .superRefine(({ id, ids }, context) => {
    if ((id === undefined) === (ids === undefined))
      context.addIssue({ code: "custom", path: ["id"], message: "or ids must be given, and not both" });
  });

const answer = z.object({
  papers: z.array(operations.readPaper.answer),
  unknown: z.array(z.string()).describe("Ids that are not in the library"),
});

const description = `Reads papers by id, with the whole abstract and all metadata: authors, year, venue, categories, keywords, DOI, URL. Use it before you summarise, compare or cite a paper, as lists show only the beginning of abstracts. Give \`id\` for one, or \`ids\` for up to ${maxPapers} at once. Ids look like arxiv:2301.01234 or doi:10.1000/182; URLs and version suffixes are understood too. The library holds abstracts, not full texts.`;

export function createGetTool(library: ToolLibrary): Tool {
  return defineTool({
    name: "get_paper",
    title: "Read papers",
    description,
    input,
    answer,
    async handle({ id, ids }) {
      const wanted = ids ?? (id === undefined ? [] : [id]);
      const found = await Promise.all(wanted.map((one) => findPaper(library, one)));
      const papers = found.filter((paper) => paper !== undefined).map(shortenPaper);
      const unknown = wanted.filter((_, at) => found[at] === undefined);
      if (papers.length === 0) throw createUnknownPaperError(unknown.join(", "));
      const missing = unknown.length === 0 ? [] : [`There is no paper ${unknown.join(", ")}.`];
      return { answer: { papers, unknown }, text: [...papers.map(formatPaper), ...missing].join("\n\n") };
    },
  });
}

async function findPaper(library: ToolLibrary, id: string): Promise<Paper | undefined> {
  try {
    return await library.readPaper(id);
  } catch (error) {
    if (isUnknownPaper(error)) return undefined;
    throw error;
  }
}

function shortenPaper(paper: Paper): Paper {
  const { title, abstract, authors } = paper;
  return {
    ...paper,
    title: cleanLatex(title),
    authors: authors.slice(0, maxAuthors),
    ...(abstract !== undefined && { abstract: shortenAbstract(cleanLatex(abstract)) }),
  };
}

/** Keeps the line breaks of an abstract that is short enough. */
function shortenAbstract(abstract: string): string {
  return abstract.length > maxAbstractLength ? cutExcerpt(abstract, maxAbstractLength) : abstract;
}

function formatPaper(paper: Paper): string {
  const { id, abstract, categories, keywords, doi, url } = paper;
  const lines = [
    formatHeading(paper),
    `id: ${id}`,
    doi === undefined || id === `doi:${doi}` ? "" : `doi: ${doi}`,
    url === undefined ? "" : `url: ${url}`,
    categories.length > 0 ? `categories: ${categories.join(", ")}` : "",
    keywords.length > 0 ? `keywords: ${keywords.join(", ")}` : "",
    abstract ?? "No abstract.",
  ];
  return lines.filter((line) => line !== "").join("\n   ");
}
