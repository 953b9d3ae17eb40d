import { z } from "zod";
import { readinessSchema, statsSchema } from "../domain/health/status.js";
import {
  docsExample,
  healthExample,
  metricsExample,
  openApiExample,
  readinessExample,
  statsExample,
} from "./examples/service.js";
import type { OperationList } from "./operation.js";

const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

export const serviceOperations = {
  readStats: {
    method: "get",
    path: "/v1/stats",
    scope: "read",
    tag: "Service",
    summary: "Counts of papers, and the state of indexes, model and queue",
    answer: statsSchema,
    example: statsExample,
  },
  readHealth: {
    method: "get",
    path: "/healthz",
    scope: "open",
    tag: "Service",
    summary: "Whether the process answers",
    answer: z.object({ ok: z.literal(true) }),
    example: healthExample,
  },
  readReadiness: {
    method: "get",
    path: "/readyz",
    scope: "open",
    tag: "Service",
    summary: "Whether all parts work: 200 if they do, 503 with the same answer if one does not",
    answer: readinessSchema,
    otherAnswers: { 503: { when: "A part does not work; `checks` names it and the reason" } },
    example: readinessExample,
  },
  readMetrics: {
    method: "get",
    path: "/metrics",
    scope: "open",
    tag: "Service",
    summary: "Metrics for Prometheus",
    answerType: "text/plain",
    example: metricsExample,
  },
  readOpenApi: {
    method: "get",
    path: "/openapi.json",
    scope: "open",
    tag: "Service",
    summary: "This API as an OpenAPI 3.1 document, for tools",
    answer: documentSchema,
    example: openApiExample,
  },
  readDocs: {
    method: "get",
    path: "/docs",
    scope: "open",
    tag: "Service",
    summary: "This API as a page, for people; it needs no script and no network",
    answerType: "text/html",
    example: docsExample,
  },
} as const satisfies OperationList;
