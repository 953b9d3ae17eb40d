import { z } from "zod";
import { searchRequestFields } from "../search/request.js";
import { exportFormats } from "./format.js";

const {
  limit: _limit,
  offset: _offset,
  cursor: _cursor,
  facets: _facets,
  facetQuery: _facetQuery,
  facetLimit: _facetLimit,
  explain: _explain,
  snippets: _snippets,
  fields: _fields,
  ...fields
} = searchRequestFields;

/** The fields of a search that decide which papers it lists, and the format to write them in. */
export const searchExportFields = {
  ...fields,
  format: z
    .enum(exportFormats)
    .default("jsonl")
    .describe("jsonl is complete; bibtex, ris, csl (CSL-JSON) and csv are for other programs"),
};

export const searchExportRequestSchema = z.strictObject(searchExportFields);
export type SearchExportRequest = z.output<typeof searchExportRequestSchema>;
