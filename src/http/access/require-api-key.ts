import type { Request, RequestHandler } from "express";
import { AppError } from "../../errors.js";

/** Refuses requests that `admits` does not accept. */
export function requireApiKey(admits: (request: Request) => boolean): RequestHandler {
  return (request, _response, next) => {
    if (!admits(request)) throw new AppError("unauthorized", "Send an API key as: Authorization: Bearer <key>");
    next();
  };
}
