import { z } from "zod";
import { exportFiles, exportFormats } from "../domain/export/format.js";
import { searchExportFields } from "../domain/export/search-request.js";
import { filterSchema } from "../domain/search/filter.js";
import { exportExample, referenceExamples, searchExportExample } from "./examples/export.js";
import { gatherFilter } from "./gather-filter.js";
import type { OperationList } from "./operation.js";

const exportQuerySchema = z
  .strictObject({
    vectors: z
      .enum(["true", "false"])
      .default("false")
      .describe("true: include the vector of each paper, as JSON Lines"),
    format: z
      .enum(exportFormats)
      .default("jsonl")
      .describe("jsonl is complete; bibtex, ris, csl (CSL-JSON) and csv are for other programs"),
    ...filterSchema.shape,
  })
  .refine(({ vectors, format }) => vectors === "false" || format === "jsonl", {
    path: ["vectors"],
    message: "requires format=jsonl, because references cannot contain vectors",
  })
  .transform(({ vectors, format, ...filter }) => ({ vectors: vectors === "true", format, filter }));

const { query: queryField, filter: _, ...searchFields } = searchExportFields;

/** The same parameters as those of a search. */
const searchExportQuerySchema = z
  .strictObject({ q: queryField, ...searchFields, ...filterSchema.shape })
  .transform(({ q, ...rest }) => ({ query: q, ...gatherFilter(rest) }));

export const exportOperations = {
  exportPapers: {
    method: "get",
    path: "/v1/export",
    scope: "read",
    tag: "Papers",
    summary: "All papers, or those of a filter, as JSON Lines, BibTeX, RIS, CSL-JSON or CSV",
    description:
      "Streamed, in the order of import, without papers that arrive during the export. An import of any of the formats " +
      "finds every paper unchanged. A line of JSON has the paper's fields, its arXiv `version` if known, the " +
      "`earlierVersions`, and with `vectors=true` an `embedding`: the `model`, and the vector as base64 of little-endian " +
      "`float32`. A server with the same model uses the vector; one with another " +
      "model embeds the paper. If you change a title or an abstract, remove its `embedding`. An answer that ends " +
      "without its last chunk is incomplete.",
    query: exportQuerySchema,
    answerType: exportFiles.jsonl.type,
    otherAnswerTypes: referenceExamples,
    errors: ["conflict"],
    example: exportExample,
  },
  exportSearch: {
    method: "get",
    path: "/v1/search/export",
    scope: "read",
    tag: "Search",
    summary: "All hits of a search, in their order, as JSON Lines, BibTeX, RIS, CSL-JSON or CSV",
    description:
      "Streamed; takes the parameters of a search except those of pages. Writes the `total` papers that the search finds, " +
      "or those with at least `minScore`. An answer that ends without its last chunk is incomplete.",
    query: searchExportQuerySchema,
    answerType: exportFiles.jsonl.type,
    otherAnswerTypes: referenceExamples,
    errors: ["conflict"],
    example: searchExportExample,
  },
} as const satisfies OperationList;
