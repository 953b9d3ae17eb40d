import type { z } from "zod";
import type { MatchedPaper, TriedPaper } from "../../domain/follows/inbox.js";
import { operations } from "../../operations/index.js";
import { formatHeading } from "../format-hits.js";
import { listedPaperSchema, listPaper } from "../listed-hits.js";

const matchedSchema = operations.readInbox.answer.shape.papers.element;

/** A paper that fits a follow, reduced to what a model can use. */
export const listedMatchSchema = matchedSchema
  .pick({ matchedAt: true, isNew: true, matches: true, versions: true })
  .extend({ paper: listedPaperSchema });

export function listMatched(papers: readonly MatchedPaper[]): z.output<typeof listedMatchSchema>[] {
  return papers.map(({ paper, matchedAt, isNew, matches, versions }) => ({
    paper: listPaper(paper),
    matchedAt,
    isNew,
    matches,
    ...(versions && { versions }),
  }));
}

/**
 * A numbered list: title and year, authors and venue, id and time, why it is there, the beginning of the abstract. Of a
 * dry run, without the time.
 */
export function formatMatched(papers: readonly (MatchedPaper | TriedPaper)[]): string {
  return papers.map((found, at) => `${at + 1}. ${formatMatch(found)}`).join("\n\n");
}

function formatMatch(found: MatchedPaper | TriedPaper): string {
  const { paper, matches } = found;
  const { abstract = "" } = listPaper(paper);
  const reasons = matches.map(({ name, score, strength, words = [] }) => {
    const shared = words.length === 0 ? "" : `: ${words.join(", ")}`;
    return `fits “${name}” (${score.toFixed(2)}, ${strength}${shared})`;
  });
  const since = "matchedAt" in found ? ` · ${found.isNew ? "new · " : ""}${found.matchedAt.slice(0, 10)}` : "";
  const facts = `id: ${paper.id}${since}`;
  return [formatHeading(paper), facts, ...reasons, abstract].filter((line) => line !== "").join("\n   ");
}
