/**
 * The fields of a paper but its id, in the order in which they are shown. The parts of names belong to their authors, and
 * a note on a retraction to `retracted`. A set of changes holds two bits for each: 15 fields at most.
 */
export const paperFields = [
  "title",
  "abstract",
  "authors",
  "year",
  "date",
  "venue",
  "type",
  "categories",
  "keywords",
  "doi",
  "arxivId",
  "url",
  "tags",
  "extra",
  "retracted",
] as const;
export type PaperField = (typeof paperFields)[number];
