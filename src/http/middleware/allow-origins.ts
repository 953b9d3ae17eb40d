import cors from "cors";
import type { RequestHandler } from "express";

/** Headers of answers that pages of other origins may read, beyond the few that browsers always allow. */
const exposedHeaders = ["Allow", "Content-Disposition", "ETag", "Retry-After"];
/** How long a browser may remember the answer to its preflight, in seconds. */
const maxAge = 600;

/**
 * Lets pages of these origins use the API from a browser (CORS); `*` lets all. Answers their preflights, before a key
 * is asked for, as browsers send none with them.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const answer = cors({ origin: origins.includes("*") ? "*" : [...origins], exposedHeaders, maxAge });
  return (request, response, next) => {
    const isPlainOptions = request.method === "OPTIONS" && !request.headers["access-control-request-method"];
    if (origins.length === 0 || isPlainOptions) next();
    else answer(request, response, next);
  };
}
