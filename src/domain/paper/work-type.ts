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
