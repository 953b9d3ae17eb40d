import type { Request, RequestHandler } from "express";
import { AppError } from "../../errors.js";

/**
 * Refuses requests that change something and that a page of another site makes a visitor's browser send, by the headers
 * in which browsers name the page, unless it is of one of these origins (`*`: of any). Programs send no such headers and are accepted.
 */
export function refuseForeignPages(corsOrigins: readonly string[]): RequestHandler {
  const isAllowed = (origin: string | undefined) =>
    origin !== undefined && (corsOrigins.includes("*") || corsOrigins.includes(origin));
  return (request, _response, next) => {
    const { method, headers } = request;
    if (!/^(GET|HEAD|OPTIONS)$/.test(method) && isForeign(request) && !isAllowed(headers.origin)) {
      const reason = `A page of another site (${headers.origin ?? "unknown"}) must not change anything at ${headers.host}.`;
      throw new AppError(
        "forbidden",
        `${reason} CORS_ORIGINS allows other sites; a reverse proxy between them must forward the Host header.`,
      );
    }
    next();
  };
}

/** Browsers send `Sec-Fetch-Site`, the more precise one, only to https and localhost; they send `Origin` with all but reads. */
function isForeign({ headers }: Request): boolean {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  const page = parseAddress(origin);
  // Parsed with the page's scheme, a default port is absent on both sides.
  return page === undefined || page.host !== parseAddress(`${page.protocol}//${host}`)?.host;
}

function parseAddress(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
