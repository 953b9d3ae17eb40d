import { isUtf8 } from "node:buffer";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import { isLoopback } from "../domain/http/loopback.js";
import { AppError } from "../errors.js";
import type { Services } from "../services/services.js";
import { createHandlers } from "./handlers/index.js";
import { createMetrics } from "./metrics.js";
import { allowOrigins } from "./middleware/allow-origins.js";
import { compressAnswers } from "./middleware/compress-answers.js";
import { limitInFlight } from "./middleware/limit-in-flight.js";
import { refuseForeignHosts } from "./middleware/refuse-foreign-hosts.js";
import { refuseForeignPages } from "./middleware/refuse-foreign-pages.js";
import { removeBasePath } from "./middleware/remove-base-path.js";
import { requireApiKey } from "./middleware/require-api-key.js";
import { jsonTypes, mountOperations } from "./mount-operations.js";
import { mountPage, redirectToDocuments } from "./page-documents.js";
import { answerProblem, answerUnknownRoute } from "./problem.js";

export interface AppOptions {
  readonly services: Services;
  readonly version: string;
  /** Answers `/mcp`, whose protocol (MCP) describes itself to clients. */
  readonly mcp?: (request: Request, response: Response) => Promise<void>;
  /** `/v1` and `/mcp` require one of these keys; without any, access is open. */
  readonly apiKeys: readonly string[];
  /** Origins whose pages may use the API from a browser; `*` for all. */
  readonly corsOrigins?: readonly string[];
  /** Path below which a proxy serves this, such as `/papers`. */
  readonly basePath?: string;
  /** Address to listen on. */
  readonly host: string;
  /** Names under which the server answers besides this machine's own; without any, and with keys, it answers to all. */
  readonly allowedHosts: readonly string[];
  readonly bodyLimitBytes: number;
  /** Folder of the web page's files. */
  readonly pageDir: string;
  /** Receives errors that are defects of the server. */
  readonly logDefect: (error: unknown, request: { method: string; path: string }) => void;
}

/**
 * Max concurrent requests; at a few milliseconds each, more would only wait. Event streams last as long as their jobs
 * and do almost nothing, so they have a separate limit.
 */
const maxInFlight = { requests: 256, streams: 1_000 } as const;
const streamPath = /^\/v1\/jobs\/[^/]+\/events$/;

/** The page and the docs load only files of this server, and nothing inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

/** The API, its documentation and the web page, not yet listening on a port. */
export function createApp(options: AppOptions): Express {
  const { services, apiKeys, host, allowedHosts, bodyLimitBytes, pageDir, version } = options;
  const { corsOrigins = [], basePath = "" } = options;
  const metrics = createMetrics(() => services.readStats());
  const handlers = createHandlers({ services, metrics, version, requiresKey: apiKeys.length > 0, basePath });
  const app = express();
  app.disable("x-powered-by");
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }));
  app.use(metrics.measure);
  app.use(removeBasePath(basePath));
  app.use(redirectToDocuments);
  app.use(allowOrigins(corsOrigins));
  app.use(refuseForeignHosts({ allowedHosts, requiresKey: apiKeys.length > 0, isLocal: isLoopback(host) }));
  app.use(refuseForeignPages(corsOrigins));
  app.use(compressAnswers());
  app.use(["/v1", "/mcp"], limitRequests(), requireApiKey(apiKeys));
  app.use(
    express.json({
      limit: bodyLimitBytes,
      type: jsonTypes,
      verify: (...[, , body, encoding]) => requireUtf8(body, encoding),
    }),
  );
  mountOperations(app, handlers);
  if (options.mcp) app.all("/mcp", options.mcp);
  mountPage(app, pageDir);
  app.use(answerUnknownRoute);
  app.use(answerProblem(options.logDefect));
  return app;
}

/** Express would replace broken bytes in silence, and the text would be stored so. */
function requireUtf8(body: Buffer, encoding: string): void {
  if (encoding === "utf-8" && !isUtf8(body)) throw new AppError("bad_input", "The body is not valid UTF-8.");
}

function limitRequests(): RequestHandler {
  const limitStreams = limitInFlight(maxInFlight.streams, "event streams");
  const limitOthers = limitInFlight(maxInFlight.requests, "requests");
  return (request, response, next) => {
    const isStream = streamPath.test(request.baseUrl + request.path);
    return isStream ? limitStreams(request, response, next) : limitOthers(request, response, next);
  };
}
