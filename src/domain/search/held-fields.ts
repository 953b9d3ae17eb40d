/** What a paper may have or lack. */
export const heldFields = [
  "abstract",
  "doi",
  "arxivId",
  "venue",
  "authors",
  "year",
  "date",
  "url",
  "keywords",
  "categories",
  "tags",
  "vector",
] as const;
export type HeldField = (typeof heldFields)[number];
