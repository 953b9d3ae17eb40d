import type { Request, RequestHandler } from "express";
import { AppError } from "../../errors.js";

export interface ForeignPageOptions {
  /** Whether only programs on this machine may send requests, without a key. */
  readonly localOnly: boolean;
}

/**
 * Refuses requests that a page of another site makes a visitor's browser send: those that change something, by the
 * headers in which browsers name the page; and, if only this machine may send requests, those under a host name that
 * resolves to it (DNS rebinding). Programs send no such headers and are accepted.
 */
export function refuseForeignPages({ localOnly }: ForeignPageOptions): RequestHandler {
  return (request, _response, next) => {
    const { method, headers, socket } = request;
    const own = parseAddress(`http://${headers.host ?? "localhost"}`);
    if (!own) throw new AppError("bad_input", "The Host header is not a valid host.");
    // A reverse proxy on this machine forwards its own names, but from another port.
    const isDirect = Number(own.port || 80) === socket.localPort;
    if (localOnly && isDirect && !cannotBePointedHere(own.hostname))
      throw new AppError(
        "forbidden",
        `This server accepts localhost or its IP address as the host, not ${own.hostname}.`,
      );
    if (!/^(GET|HEAD|OPTIONS)$/.test(method) && isForeign(request)) {
      const reason = `A page of another site (${headers.origin ?? "unknown"}) must not change anything at ${headers.host}.`;
      throw new AppError("forbidden", `${reason} A reverse proxy between them must forward the Host header.`);
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

/** Whether this is an address, or a name that always means this machine. */
function cannotBePointedHere(hostname: string): boolean {
  return /^([\d.]+|\[.*\]|(.*\.)?localhost)$/.test(hostname);
}

function parseAddress(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
