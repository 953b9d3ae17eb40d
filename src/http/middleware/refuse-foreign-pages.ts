import type { Request, RequestHandler } from "express";
import { AppError } from "../../errors.js";

export interface ForeignPageOptions {
  /** Whether this machine's own programs alone may ask, and without a key. */
  readonly localOnly: boolean;
}

/**
 * Refuses what a page of another site makes a visitor's browser send: requests that change something, by what browsers
 * say of where they come from, and, where only this machine may ask, any by a name that was pointed at it (DNS
 * rebinding). Programs say nothing of the kind and pass.
 */
export function refuseForeignPages({ localOnly }: ForeignPageOptions): RequestHandler {
  return (request, _response, next) => {
    const { method, headers, socket } = request;
    const own = parseAddress(`http://${headers.host ?? "localhost"}`);
    if (!own) throw new AppError("bad_input", "The Host header is no host.");
    // A reverse proxy on this machine passes names of its own on, but from another port.
    const isDirect = Number(own.port || 80) === socket.localPort;
    if (localOnly && isDirect && !cannotBePointedHere(own.hostname))
      throw new AppError("forbidden", `This server goes by localhost or its IP address, not by ${own.hostname}.`);
    if (!/^(GET|HEAD|OPTIONS)$/.test(method) && isForeign(request)) {
      const reason = `A page of another site (${headers.origin ?? "unknown"}) may change nothing at ${headers.host}.`;
      throw new AppError("forbidden", `${reason} A reverse proxy between them has to pass the Host header on.`);
    }
    next();
  };
}

/** `Sec-Fetch-Site` knows best, but comes to https and localhost alone; `Origin` comes with all that is not only read. */
function isForeign({ headers }: Request): boolean {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  const page = parseAddress(origin);
  // With the page's scheme, a port that goes without saying is none on either side.
  return page === undefined || page.host !== parseAddress(`${page.protocol}//${host}`)?.host;
}

/** True of addresses and of names that always are this machine. */
function cannotBePointedHere(hostname: string): boolean {
  return /^([\d.]+|\[.*\]|(.*\.)?localhost)$/.test(hostname);
}

function parseAddress(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
