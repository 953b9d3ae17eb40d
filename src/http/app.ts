import express, { type Express } from "express";
import helmet from "helmet";
import type { Services } from "../services/services.js";
import { renderDocs } from "./docs-page.js";
import { createMetrics } from "./metrics.js";
import { limitInFlight } from "./middleware/limit-in-flight.js";
import { requireApiKey } from "./middleware/require-api-key.js";
import { describeRoutes } from "./openapi.js";
import { mountPage } from "./page-documents.js";
import { answerProblem, answerUnknownRoute } from "./problem.js";
import { mountRoutes, type Route } from "./route.js";
import { createDuplicateRoutes } from "./routes/duplicates.js";
import { createJobRoutes } from "./routes/jobs.js";
import { createMapRoutes } from "./routes/map.js";
import { createPaperRoutes } from "./routes/papers.js";
import { createSearchRoutes } from "./routes/search.js";
import { createSystemRoutes } from "./routes/system.js";

export interface AppOptions {
  readonly services: Services;
  readonly version: string;
  /** Keys that `/v1` asks for; none leaves it open. */
  readonly apiKeys: readonly string[];
  readonly bodyLimitBytes: number;
  /** Folder of the web page's files. */
  readonly pageDir: string;
  /** Is told of errors that are our fault. */
  readonly logDefect: (error: unknown, request: { method: string; path: string }) => void;
}

/** Requests under way at a time; at a few milliseconds each more would only wait. */
const mostInFlight = 256;

/** All that the page and the docs need comes from here, as files of their own. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

/** The API, its documentation and the web page, without a port of its own. */
export function createApp(options: AppOptions): Express {
  const { services, apiKeys, bodyLimitBytes, pageDir, version } = options;
  const metrics = createMetrics(() => services.readStats());
  const routes = listRoutes(services, metrics);
  const app = express();
  app.disable("x-powered-by");
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }));
  app.use(metrics.measure);
  app.use("/v1", limitInFlight(mostInFlight), requireApiKey(apiKeys));
  app.use(express.json({ limit: bodyLimitBytes }));
  mountRoutes(app, routes);
  mountDocs(app, routes, version);
  mountPage(app, pageDir);
  app.use(answerUnknownRoute);
  app.use(answerProblem(options.logDefect));
  return app;
}

/** Every route of the API, in the order of the docs. */
export function listRoutes(services: Services, metrics: Parameters<typeof createSystemRoutes>[1]): readonly Route[] {
  return [
    ...createSearchRoutes(services),
    ...createPaperRoutes(services),
    ...createDuplicateRoutes(services),
    ...createMapRoutes(services),
    ...createJobRoutes(services),
    ...createSystemRoutes(services, metrics),
  ];
}

function mountDocs(app: Express, routes: readonly Route[], version: string): void {
  const document = describeRoutes(routes, version);
  const page = renderDocs(document);
  app.get("/openapi.json", (_request, response) => void response.json(document));
  app.get("/docs", (_request, response) => void response.type("html").send(page));
}
