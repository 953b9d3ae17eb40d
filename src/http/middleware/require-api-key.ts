import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";

/** Accepts requests with one of the keys as `Authorization: Bearer …`, or all if there are no keys. */
export function requireApiKey(keys: readonly string[]): RequestHandler {
  const known = keys.map(digest);
  return (request, _response, next) => {
    const given = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "")?.[1];
    // Digests have one length, so a comparison takes the same time for every wrong key.
    const matches = given !== undefined && known.some((key) => timingSafeEqual(key, digest(given)));
    if (known.length > 0 && !matches)
      throw new AppError("unauthorized", "Send an API key as: Authorization: Bearer <key>");
    next();
  };
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
