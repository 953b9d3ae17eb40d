import { z } from "zod";
import { type Hit, hitSchema } from "../domain/search/answer.js";
import { type Paper, paperSchema } from "../domain/paper/paper.js";

/** Characters of an abstract in a list: enough to judge by, and ten of them do not fill a model's context. */
const excerptLength = 320;
const authorsListed = 8;
const duplicatesListed = 20;

const listedPaperSchema = paperSchema
  .pick({ id: true, title: true, year: true, venue: true, doi: true, url: true })
  .extend({
    authors: z.array(z.string()).describe(`At most ${authorsListed} of them`),
    abstract: z.string().optional().describe("Its beginning; get_paper gives all of it"),
  });

/** A hit as in the HTTP API, cut to what a model can use. */
export const listedHitSchema = hitSchema
  .pick({ score: true, matchedBy: true, duplicates: true, because: true, explanation: true })
  .extend({ paper: listedPaperSchema });
export type ListedHit = z.output<typeof listedHitSchema>;

export const listedHitsSchema = z.object({ hits: z.array(listedHitSchema) });

export function listHits(hits: readonly Hit[]): ListedHit[] {
  return hits.map(({ paper, score, matchedBy, duplicates, because, explanation }) => ({
    paper: listPaper(paper),
    score,
    matchedBy,
    ...(duplicates && { duplicates: duplicates.slice(0, duplicatesListed) }),
    ...(because && { because }),
    ...(explanation && { explanation }),
  }));
}

function listPaper({ id, title, authors, year, venue, abstract, doi, url }: Paper): ListedHit["paper"] {
  return {
    id,
    title,
    authors: authors.slice(0, authorsListed),
    ...(year !== undefined && { year }),
    ...(venue !== undefined && { venue }),
    ...(abstract !== undefined && { abstract: cutExcerpt(abstract, excerptLength) }),
    ...(doi !== undefined && { doi }),
    ...(url !== undefined && { url }),
  };
}

/** One line, cut between words; never within a surrogate pair, as those are no spaces. */
export function cutExcerpt(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= length) return line;
  const cut = line.lastIndexOf(" ", length);
  // Text without spaces, as Chinese is, has to be cut somewhere.
  return `${cut > length / 2 ? line.slice(0, cut) : line.slice(0, length).replace(/[\ud800-\udbff]$/, "")} …`;
}
