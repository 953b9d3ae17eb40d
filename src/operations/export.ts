import { z } from "zod";
import { filterSchema } from "../domain/search/filter.js";
import { exportExample } from "./examples/export.js";
import type { OperationList } from "./operation.js";

const exportQuerySchema = z
  .object({
    vectors: z.enum(["true", "false"]).default("false").describe("true: include the vector of each paper"),
    ...filterSchema.shape,
  })
  .transform(({ vectors, ...filter }) => ({ vectors: vectors === "true", filter }));

export const exportOperations = {
  exportPapers: {
    method: "get",
    path: "/v1/export",
    scope: "read",
    tag: "Papers",
    summary: "All papers, or those of a filter, as JSON Lines that can be imported again",
    description:
      "Streamed, in the order of import, without papers that arrive during the export. A line has the paper's fields, " +
      "its arXiv `version` if known, the `earlierVersions`, and with `vectors=true` an `embedding`: the `model`, and " +
      "the vector as base64 of little-endian `float32`. A server with the same model uses the vector; one with another " +
      "model embeds the paper. If you change a title or an abstract, remove its `embedding`. An answer that ends " +
      "without its last chunk is incomplete.",
    query: exportQuerySchema,
    answerType: "application/x-ndjson",
    example: exportExample,
  },
} as const satisfies OperationList;
