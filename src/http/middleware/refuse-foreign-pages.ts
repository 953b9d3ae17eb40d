import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";
import { findSender } from "../access/page-origin.js";

/**
 * Refuses requests that change something and that a page of another site makes a visitor's browser send, by the headers
 * in which browsers name the page, unless it is of one of these origins (`*`: of any). Programs send no such headers and are accepted.
 */
export function refuseForeignPages(corsOrigins: readonly string[]): RequestHandler {
  const isAllowed = (origin: string | undefined) =>
    origin !== undefined && (corsOrigins.includes("*") || corsOrigins.includes(origin));
  return (request, _response, next) => {
    const { method, headers } = request;
    if (!/^(GET|HEAD|OPTIONS)$/.test(method) && findSender(request) === "foreign" && !isAllowed(headers.origin)) {
      const reason = `A page of another site (${headers.origin ?? "unknown"}) must not change anything at ${headers.host}.`;
      throw new AppError(
        "forbidden",
        `${reason} CORS_ORIGINS allows other sites; a reverse proxy between them must forward the Host header.`,
      );
    }
    next();
  };
}
