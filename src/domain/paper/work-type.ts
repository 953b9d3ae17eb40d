import { classifyVenue } from "../venue/venue-kind.js";

/** Types of works in the terms of CSL, https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types. */
export const workTypes = [
  "article-journal",
  /** A preprint or another article that did not appear in a journal. */
  "article",
  "paper-conference",
  "chapter",
  "book",
  "thesis",
  "report",
  "dataset",
  "software",
  "patent",
  "webpage",
] as const;
export type WorkType = (typeof workTypes)[number];

/**
 * The type that the venue implies: what a paper is taken for unless its source says otherwise. A venue that nothing
 * marks as a meeting or as a preprint server is a journal.
 */
export function inferWorkType({ venue }: { readonly venue?: string | undefined }): WorkType {
  if (venue === undefined) return "article";
  const kind = classifyVenue(venue);
  return kind === "meeting" ? "paper-conference" : kind === "preprints" ? "article" : "article-journal";
}

/** The type that its source gave, else the one that its venue implies. */
export function chooseWorkType(paper: {
  readonly type?: WorkType | undefined;
  readonly venue?: string | undefined;
}): WorkType {
  return paper.type ?? inferWorkType(paper);
}
