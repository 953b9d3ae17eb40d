import { parse } from "node:querystring";
import express, { type Express, type Request, type Response } from "express";
import helmet from "helmet";
import { isLoopback } from "../domain/http/loopback.js";
import type { CreatePageRenderer } from "../domain/page/render-page.js";
import type { Services } from "../services/services.js";
import { createCallHere } from "./call-here.js";
import { createHandlers } from "./handlers/index.js";
import { createMetrics } from "./metrics.js";
import { createKeyring } from "./access/keyring.js";
import { requireApiKey } from "./access/require-api-key.js";
import { allowOrigins } from "./middleware/allow-origins.js";
import { compressAnswers } from "./middleware/compress-answers.js";
import { endUnreadBodies } from "./middleware/end-unread-bodies.js";
import { refuseForeignHosts } from "./middleware/refuse-foreign-hosts.js";
import { refuseForeignPages } from "./middleware/refuse-foreign-pages.js";
import { removeBasePath } from "./middleware/remove-base-path.js";
import { createAdmission } from "./admission.js";
import { isOpenAddress, mountOperations } from "./mount-operations.js";
import { mountPage, redirectToDocuments } from "./page-documents.js";
import { answerProblem, answerUnknownRoute } from "./problem.js";

export interface AppOptions {
  readonly services: Services;
  readonly version: string;
  /** Answers `/mcp`, whose protocol (MCP) describes itself to clients. */
  readonly mcp?: (request: Request, response: Response, reader: string | undefined) => Promise<void>;
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
  /** Renders the first view of the page. */
  readonly createPageRenderer: CreatePageRenderer;
  /** Receives errors that are defects of the server. */
  readonly logDefect: (error: unknown, request: { method: string; path: string }) => void;
}

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

/** All parameters: by default, Node drops those after the thousandth in silence. */
function parseQuery(text: string): unknown {
  return parse(text, undefined, undefined, { maxKeys: 0 });
}

/** The API, its documentation and the web page, not yet listening on a port. */
export function createApp(options: AppOptions): Express {
  const { services, apiKeys, host, allowedHosts, bodyLimitBytes, pageDir, version } = options;
  const { corsOrigins = [], basePath = "" } = options;
  const metrics = createMetrics(() => services.readStats());
  const keyring = createKeyring(apiKeys);
  const requiresKey = keyring.isNeeded;
  const handlers = createHandlers({ services, metrics, keyring, version, requiresKey, basePath });
  const app = express();
  app.disable("x-powered-by").set("query parser", parseQuery);
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }));
  app.use(metrics.measure);
  app.use(endUnreadBodies);
  app.use(removeBasePath(basePath));
  app.use(redirectToDocuments);
  app.use(allowOrigins(corsOrigins));
  app.use(refuseForeignHosts({ allowedHosts, requiresKey, isLocal: isLoopback(host) }));
  app.use(refuseForeignPages(corsOrigins));
  app.use(compressAnswers());
  const isAdmitted = (request: Request) => keyring.findReader(request) !== undefined;
  app.use(
    "/v1",
    requireApiKey((request) => isOpenAddress(request) || isAdmitted(request)),
  );
  // Assistants are programs, and have no cookies.
  app.use(
    "/mcp",
    requireApiKey((request) => !requiresKey || keyring.hasKey(request)),
  );
  const admission = createAdmission(bodyLimitBytes);
  mountOperations(app, { handlers, admit: admission.toOperation, findReader: keyring.findReader });
  const { mcp } = options;
  if (mcp)
    app.all("/mcp", ...admission.toMcp, (request, response) => mcp(request, response, keyring.findReader(request)));
  const render = options.createPageRenderer(createCallHere(handlers), (error) =>
    options.logDefect(error, { method: "GET", path: "/" }),
  );
  mountPage(app, { pageDir, render, basePath, findReader: keyring.findReader });
  app.use(answerUnknownRoute);
  app.use(answerProblem(options.logDefect));
  return app;
}
