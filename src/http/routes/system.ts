import { z } from "zod";
import { readinessSchema, statsSchema } from "../../domain/health/status.js";
import type { Services } from "../../services/services.js";
import { healthExample, metricsExample, readinessExample, statsExample } from "../examples/service-examples.js";
import type { Metrics } from "../metrics.js";
import { defineRoute, type Route } from "../route.js";

export function createSystemRoutes(services: Services, metrics: Metrics): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/stats",
      operationId: "readStats",
      tag: "Service",
      summary: "What is in here: papers, indexes, model, queue",
      answer: statsSchema,
      example: statsExample,
      handle: () => services.readStats(),
    }),
    defineRoute({
      method: "get",
      path: "/healthz",
      operationId: "readHealth",
      tag: "Service",
      summary: "Whether the process answers",
      answer: z.object({ ok: z.literal(true) }),
      example: healthExample,
      handle: async () => ({ ok: true }),
    }),
    defineRoute({
      method: "get",
      path: "/readyz",
      operationId: "readReadiness",
      tag: "Service",
      summary: "Whether all parts work: 200 when they do, 503 with the same answer when one does not",
      answer: readinessSchema,
      otherAnswers: { 503: { when: "A part does not work; `checks` says which, and why" } },
      example: readinessExample,
      async handle({ response }) {
        const readiness = await services.readReadiness();
        response.status(readiness.ready ? 200 : 503).json(readiness);
        return undefined;
      },
    }),
    createMetricsRoute(metrics),
  ];
}

function createMetricsRoute(metrics: Metrics): Route {
  return defineRoute({
    method: "get",
    path: "/metrics",
    operationId: "readMetrics",
    tag: "Service",
    summary: "Figures for Prometheus",
    answerType: "text/plain",
    example: metricsExample,
    async handle({ response }) {
      const { text, contentType } = await metrics.render();
      response.set("Content-Type", contentType).send(text);
      return undefined;
    },
  });
}
