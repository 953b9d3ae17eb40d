import { z } from "zod";
import type { Paper } from "../paper/paper.js";

/** Of each job, at most so many notices are kept. */
export const maxJobNotices = 10_000;

export const noticeKinds = ["merged", "identity", "field"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const jobNoticeSchema = z.object({
  line: z.number().int().optional().describe("Line of the file, or position in the list, from 1"),
  id: z.string().optional().describe("Id of the stored paper"),
  key: z.string().optional().describe("What names the record, if not the id: its key in the source, DOI or title"),
  kind: z
    .enum(noticeKinds)
    .describe(
      "merged: the record was added to another one of the same paper; identity: an identifier is also that of another " +
        "work; field: a field was cut or left out",
    ),
  notice: z.string(),
});
export type JobNotice = z.output<typeof jobNoticeSchema>;

export const jobNoticesAnswerSchema = z.object({ notices: z.array(jobNoticeSchema) });

/** @param name title or key of the record */
export function describeMerge(name: string, stored: Pick<Paper, "id" | "title">): string {
  return `${quote(name)} is merged with ${quote(stored.title)} (${stored.id})`;
}

/** For a record that has an identifier of another stored work. */
export function describeDoubt(paper: Paper, other: Paper): string {
  const isArxivId = paper.arxivId !== undefined && paper.arxivId === other.arxivId;
  const shared = isArxivId ? `arXiv id ${paper.arxivId}` : `DOI ${paper.doi ?? ""}`;
  return `the ${shared} is also that of ${quote(other.title)} (${other.id}): both papers are kept`;
}

const maxQuoteLength = 100;

function quote(text: string): string {
  return `"${text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength).trimEnd()}…` : text}"`;
}
