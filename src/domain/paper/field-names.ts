/** The fields of a paper but its id, in the order in which they are shown; the parts of names belong to their authors. */
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
] as const;
export type PaperField = (typeof paperFields)[number];
