import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import type { RenderPage } from "../domain/page/render-page.js";
import { AppError } from "../errors.js";
import { readPageFiles, type PageFile, type PageFiles } from "./page-files.js";
import { fillDocument } from "./rendered-page.js";

interface PageDocument {
  readonly path: string;
  readonly file: string;
  /** Its first view is part of it. */
  readonly isRendered?: true;
}

/** The documents of the web page: each has a path, and its files are in the page's folder. */
export const pageDocuments: readonly PageDocument[] = [
  { path: "/", file: "app.html", isRendered: true },
  { path: "/map", file: "app.html", isRendered: true },
  { path: "/collections", file: "desk.html", isRendered: true },
  { path: "/following", file: "desk.html", isRendered: true },
  { path: "/trending", file: "desk.html", isRendered: true },
  { path: "/add", file: "add.html" },
];

/** Below an address that ends with a slash, the relative links of a document would lead nowhere. */
export const redirectToDocuments: RequestHandler = (request, response, next) => {
  const name = /^\/(\w+)\/$/.exec(request.path)?.[1];
  const isDocument = name === "docs" || pageDocuments.some(({ path }) => path === `/${name}`);
  if (isDocument) response.redirect(308, [`../${name}`, ...request.url.split("?").slice(1)].join("?"));
  else next();
};

export interface PageOptions {
  /** The folder of the documents and of the files they load from `/page`. */
  readonly pageDir: string;
  readonly render: RenderPage;
  /** Who asks; `undefined` for somebody who may not see papers. */
  readonly findReader: (request: Request) => string | undefined;
  /** Path below which a proxy serves the page. */
  readonly basePath: string;
}

export function mountPage(app: Express, options: PageOptions): void {
  const readFiles = readOnce(options.pageDir);
  const sendRendered = renderDocuments(options);
  for (const { path, file, isRendered } of pageDocuments) {
    app.get(path, (request, response) =>
      readFiles().then(({ files }) => {
        const found = files.get(file);
        if (isRendered && found) return sendRendered(found.body.toString(), { request, response });
        return sendFile(found, { request, response, isImmutable: false });
      }),
    );
  }
  // A document loaded before an upgrade requests an earlier version; it receives the current files.
  const router = express.Router();
  router.get("/{:version/}:name", (request, response) =>
    readFiles().then(({ version, files }) => {
      const { name } = request.params;
      return sendFile(files.get(name), { request, response, isImmutable: request.params["version"] === version });
    }),
  );
  app.use("/page", router);
}

/** Reads at the first request; after a failure, the next request tries again. */
function readOnce(pageDir: string): () => Promise<PageFiles> {
  let reading: Promise<PageFiles> | undefined;
  return () => {
    reading ??= readPageFiles(pageDir).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}

/** Documents that are rendered at the same time; others come without an answer, and the browser asks for it. */
const maxRendering = 16;

type SendRendered = (document: string, exchange: Pick<Sending, "request" | "response">) => Promise<void>;

function renderDocuments({ render, findReader, basePath }: PageOptions): SendRendered {
  let rendering = 0;
  return async (document, { request, response }) => {
    rendering += 1;
    try {
      const page = await render({
        document: request.path.slice(1),
        query: request.originalUrl.split("?").slice(1).join("?"),
        base: `${request.protocol}://${request.get("host") ?? "localhost"}${basePath}/`,
        reader: rendering <= maxRendering ? findReader(request) : undefined,
      });
      response.status(page.status).set("Cache-Control", "private, no-cache").type("html");
      response.send(fillDocument(document, page));
    } finally {
      rendering -= 1;
    }
  };
}

interface Sending {
  readonly request: Request;
  readonly response: Response;
  /** Its address changes with its content, so browsers never need to request it again. */
  readonly isImmutable: boolean;
}

function sendFile(file: PageFile | undefined, { request, response, isImmutable }: Sending): void {
  if (!file) throw new AppError("not_found", `There is no ${request.baseUrl}${request.path}.`);
  response.set("Cache-Control", isImmutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.set("Vary", "Accept-Encoding").set("ETag", file.etag).type(file.extension);
  const isGzipped = request.acceptsEncodings("gzip") === "gzip";
  if (isGzipped) response.set("Content-Encoding", "gzip");
  response.send(isGzipped ? file.gzipped : file.body);
}
