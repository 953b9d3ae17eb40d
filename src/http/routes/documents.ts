import { z } from "zod";
import { renderDocs } from "../docs/render-docs.js";
import { docsExample, openApiExample } from "../examples/service-examples.js";
import type { OpenApiDocument } from "../openapi/document.js";
import { defineRoute, type Route } from "../route.js";

const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

/** @param readDocument gives the description of all routes, these included */
export function createDocumentRoutes(readDocument: () => OpenApiDocument): readonly Route[] {
  let page: string | undefined;
  return [
    defineRoute({
      method: "get",
      path: "/openapi.json",
      operationId: "readOpenApi",
      tag: "Service",
      summary: "This API as an OpenAPI 3.1 document, for tools",
      answer: documentSchema,
      example: openApiExample,
      handle: async () => readDocument(),
    }),
    defineRoute({
      method: "get",
      path: "/docs",
      operationId: "readDocs",
      tag: "Service",
      summary: "This API as a page, for people; it needs no script and no network",
      answerType: "text/html",
      example: docsExample,
      async handle({ response }) {
        page ??= renderDocs(readDocument());
        response.type("html").send(page);
      },
    }),
  ];
}
