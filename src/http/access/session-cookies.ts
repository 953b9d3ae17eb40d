import type { IncomingMessage } from "node:http";
import type { CookieOptions, Request, Response } from "express";

const name = "paperkin_session";

/** The token in the cookie of a request. */
export function readSessionToken({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
  const prefix = `${nameCookie(headers.host)}=`;
  const cookies = (headers.cookie ?? "").split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
}

/** Sets the cookie of a session, and one beside it that says to the page's scripts that there is a session. */
export function setSession(request: Request, response: Response, token: string): void {
  const options = describeCookie(request);
  response.cookie(nameCookie(request.headers.host), token, { ...options, httpOnly: true });
  response.cookie(nameMark(request.headers.host), "1", options);
}

export function clearSession(request: Request, response: Response): void {
  const options = describeCookie(request);
  response.clearCookie(nameCookie(request.headers.host), { ...options, httpOnly: true });
  response.clearCookie(nameMark(request.headers.host), options);
}

/** Browsers send cookies to every port of a machine, so that each server needs a name of its own. */
function nameCookie(host = ""): string {
  const [, port] = /:(\d+)$/.exec(host) ?? [];
  return port === undefined ? name : `${name}_${port}`;
}

function nameMark(host: string | undefined): string {
  return `${nameCookie(host)}_open`;
}

/** Behind a proxy only the headers tell that the browser speaks https. */
function describeCookie(request: Request): CookieOptions {
  const { origin = "", "x-forwarded-proto": protocol } = request.headers;
  // What the base path has been cut to; a proxy that cuts it itself leaves no trace of it.
  const base = request.originalUrl.slice(0, request.originalUrl.lastIndexOf("/v1/session"));
  return {
    path: `${base}/`,
    sameSite: "strict",
    secure: request.secure || origin.startsWith("https:") || protocol === "https",
  };
}
