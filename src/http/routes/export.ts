import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { filterSchema } from "../../domain/search/filter.js";
import type { Services } from "../../services/services.js";
import { exportExample } from "../examples/export-examples.js";
import { defineRoute, type Route } from "../route.js";

const exportQuerySchema = z
  .object({
    vectors: z.enum(["true", "false"]).default("false").describe("true: each line has the paper's vector too"),
    ...filterSchema.shape,
  })
  .transform(({ vectors, ...filter }) => ({ vectors: vectors === "true", filter }));

export function createExportRoutes(services: Services): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/export",
      operationId: "exportPapers",
      tag: "Papers",
      summary: "Every paper, or those of a filter, a line each, as they are taken in again",
      description:
        "Streamed, in the order in which the papers came; papers that come meanwhile are left out. A line has the paper's " +
        "fields, its arXiv `version` where it is known and the `earlierVersions` that came before it, and with " +
        "`vectors=true` an `embedding` of its `model` and the vector as base64 of little-endian `float32`. Taken in by a " +
        "server with the same model, the vector is used as it is; by one with another model the paper is embedded anew. " +
        "Who changes a title or an abstract takes the `embedding` out. An answer that ends without its last chunk is not whole.",
      query: exportQuerySchema,
      answerType: "application/x-ndjson",
      example: exportExample,
      async handle({ query, request, response }) {
        response.writeHead(200, {
          "Content-Type": "application/x-ndjson",
          "Content-Disposition": 'attachment; filename="papers.jsonl"',
        });
        if (request.method === "HEAD") return void response.end();
        try {
          await pipeline(Readable.from(services.exportPapers(query)), response);
        } catch (error) {
          // A caller that has seen enough, and went, is no failure of ours.
          if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
        }
      },
    }),
  ];
}
