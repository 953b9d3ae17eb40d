import { z } from "zod";
import type { Hit, HitsAnswer } from "../domain/search/answer.js";
import type { Paper } from "../domain/paper/paper.js";
import { cleanLatex } from "../domain/text/latex/clean-latex.js";
import { operations } from "../operations/index.js";

/** Characters of an abstract in a list: enough to judge a paper, and ten of them fit into a model's context. */
const excerptLength = 320;
const maxAuthors = 8;
const maxDuplicates = 20;

const hitSchema = operations.searchPapersByBody.answer.shape.hits.element;

/** A paper in a list. */
export const listedPaperSchema = hitSchema.shape.paper
  .pick({ id: true, title: true, year: true, venue: true, doi: true, url: true, retracted: true })
  .extend({
    authors: z.array(z.string()).describe(`The first ${maxAuthors}`),
    abstract: z.string().optional().describe("Shortened; get_paper returns all of it"),
  });

/** A hit of the HTTP API, reduced to what a model can use. */
export const listedHitSchema = hitSchema
  .pick({ score: true, matchedBy: true, duplicates: true, because: true, explanation: true })
  .extend({ paper: listedPaperSchema });
export type ListedHit = z.output<typeof listedHitSchema>;

export const listedHitsSchema = z.object({ hits: z.array(listedHitSchema) });

/** Similar papers and recommendations. */
export const likeAnswerSchema = operations.recommendPapers.answer
  .pick({ notices: true, noGoodMatch: true })
  .extend(listedHitsSchema.shape);

export function listLikeAnswer({ hits, notices, noGoodMatch }: HitsAnswer): z.output<typeof likeAnswerSchema> {
  return { hits: listHits(hits), ...(notices && { notices }), ...(noGoodMatch && { noGoodMatch }) };
}

export function listHits(hits: readonly Hit[]): ListedHit[] {
  return hits.map(({ paper, score, matchedBy, duplicates, because, explanation }) => ({
    paper: listPaper(paper),
    score,
    matchedBy,
    ...(duplicates && { duplicates: duplicates.slice(0, maxDuplicates) }),
    ...(because && { because }),
    ...(explanation && { explanation }),
  }));
}

export function listPaper({
  id,
  title,
  authors,
  year,
  venue,
  abstract,
  doi,
  url,
  retracted,
}: Paper): ListedHit["paper"] {
  return {
    id,
    title: cleanLatex(title),
    authors: authors.slice(0, maxAuthors),
    ...(year !== undefined && { year }),
    ...(venue !== undefined && { venue }),
    ...(abstract !== undefined && { abstract: cutExcerpt(cleanLatex(abstract), excerptLength) }),
    ...(doi !== undefined && { doi }),
    ...(url !== undefined && { url }),
    ...(retracted && { retracted }),
  };
}

/** One line, cut between words and never within a surrogate pair. */
export function cutExcerpt(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= length) return line;
  const cut = line.lastIndexOf(" ", length);
  // Text without spaces, such as Chinese, is cut between characters.
  return `${cut > length / 2 ? line.slice(0, cut) : line.slice(0, length).replace(/[\ud800-\udbff]$/, "")} …`;
}
