/** The fields whose changes are counted; the parts of names belong to their authors. */
export const changedFields = [
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
export type ChangedField = (typeof changedFields)[number];
