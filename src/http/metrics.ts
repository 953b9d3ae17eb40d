import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Stats } from "../domain/health/status.js";

export interface Metrics {
  /** Times every request, by route and status. */
  readonly measure: RequestHandler;
  /** The metrics in the Prometheus text format. */
  render(): Promise<{ readonly text: string; readonly contentType: string }>;
}

export function createMetrics(readStats: () => Promise<Stats>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "paperkin_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const papers = new Gauge({
    name: "paperkin_papers",
    help: "Papers by state of their vector",
    labelNames: ["state"],
    registers: [registry],
  });
  const outstanding = new Gauge({
    name: "paperkin_queue_batches",
    help: "Batches on the queue",
    registers: [registry],
  });
  return {
    measure(request, response, next) {
      const stop = requests.startTimer();
      response.once("close", () => {
        const route = (request.route as { path?: string } | undefined)?.path ?? "none";
        stop({ method: request.method, route, status: String(response.statusCode) });
      });
      next();
    },
    async render() {
      const stats = await readStats();
      const { embedded, waiting, failed, withheld } = stats.papers;
      for (const [state, count] of Object.entries({ embedded, waiting, failed, withheld }))
        papers.set({ state }, count);
      outstanding.set(stats.queue.outstanding);
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}
