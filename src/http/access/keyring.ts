import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { findSender } from "./page-origin.js";
import { readSessionToken } from "./session-cookies.js";
import { isSessionToken } from "./session-token.js";

type Asking = Pick<IncomingMessage, "headers" | "method">;

/** Who may use the API. */
export interface Keyring {
  /** Whether there are keys; without any, all is open. */
  readonly isNeeded: boolean;
  /** Whether the request has a key, as `Authorization: Bearer …`. */
  hasKey(request: Asking): boolean;
  /** Whether it has a key, or the cookie of a browser that has sent one. */
  admits(request: Asking): boolean;
}

export function createKeyring(keys: readonly string[]): Keyring {
  const isNeeded = keys.length > 0;
  const known = keys.map(digest);
  const hasKey = (request: Asking) => {
    const given = readBearer(request);
    // Digests have one length, so a comparison takes the same time for every wrong key.
    return given !== undefined && known.some((key) => timingSafeEqual(key, digest(given)));
  };
  const hasSession = (request: Asking) => {
    const token = readSessionToken(request);
    return token !== undefined && isFromOwnPage(request) && isSessionToken(token, keys, Date.now());
  };
  return {
    isNeeded,
    hasKey,
    admits: (request) => !isNeeded || (readBearer(request) === undefined ? hasSession(request) : hasKey(request)),
  };
}

/** The key that a request sends. */
export function readBearer({ headers }: Asking): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** Browsers add the cookie to requests of pages on other ports too, and on other names of the same site. */
function isFromOwnPage(request: Asking): boolean {
  const sender = findSender(request);
  const isRead = /^(GET|HEAD|OPTIONS)$/.test(request.method ?? "");
  return sender === "own" || (sender === "none" && isRead);
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
