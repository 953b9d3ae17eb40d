import type { ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import type { Request, RequestHandler } from "express";
import { isOwnAddress } from "../client-address.js";

/** Smaller answers fit into one packet anyway. */
const threshold = 1024;

/**
 * Compresses answers for callers that accept it, at the level of about 0.2 ms per page of hits: higher ones cost twice as
 * much for a few per cent. Answers to this machine are left as they are, because nothing is faster than its memory, and
 * so are streams: an event must not wait for a block to fill, and a caller of an export must notice at once when it
 * breaks off.
 */
export function compressAnswers(): RequestHandler {
  const compress = compression({
    threshold,
    level: 3,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 } },
    filter: (request, response) => !isStream(response) && compression.filter(request, response),
  });
  return (request, response, next) => {
    if (staysHere(request)) next();
    else compress(request, response, next);
  };
}

/**
 * Whether the caller is a program on this machine. Proxies, whose callers may be elsewhere, add headers of their own or
 * speak HTTP 1.0, as nginx does unless told otherwise.
 */
function staysHere({ headers, socket, httpVersion }: Request): boolean {
  return (
    isOwnAddress(socket.remoteAddress ?? "") &&
    httpVersion === "1.1" &&
    forwardingHeaders.every((name) => headers[name] === undefined)
  );
}

const forwardingHeaders = ["forwarded", "via", "x-forwarded-for", "x-real-ip"] as const;

function isStream(answer: Pick<ServerResponse, "getHeader">): boolean {
  const type = String(answer.getHeader("Content-Type") ?? "");
  return type.startsWith("text/event-stream") || answer.getHeader("Content-Disposition") !== undefined;
}
