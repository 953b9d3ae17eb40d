import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { localReader, type NamedKey, readNamedKey } from "../../domain/readers/named-key.js";
import { findSender } from "./page-origin.js";
import { readSessionToken } from "./session-cookies.js";
import { findSessionKey } from "./session-token.js";

type Asking = Pick<IncomingMessage, "headers" | "method">;

/** Who may use the API. */
export interface Keyring {
  /** Whether there are keys; without any, all is open. */
  readonly isNeeded: boolean;
  /** Whether the request has a key, as `Authorization: Bearer …`. */
  hasKey(request: Asking): boolean;
  /**
   * Whose request it is, by its key or by the cookie of a browser that has sent one; `undefined` without either. All
   * requests to a server without keys are those of one reader.
   */
  findReader(request: Asking): string | undefined;
}

/** @param entries keys, each alone or as `name=key` */
export function createKeyring(entries: readonly string[]): Keyring {
  const isNeeded = entries.length > 0;
  const named = entries.map(readNamedKey);
  const known = named.map(({ key, ...rest }) => ({ digest: digest(key), reader: nameReader({ key, ...rest }) }));
  const keys = named.map(({ key }) => key);
  const findByKey = (given: string) => {
    const asked = digest(given);
    // Digests have one length, so a comparison takes the same time for every wrong key.
    return known.find((key) => timingSafeEqual(key.digest, asked))?.reader;
  };
  const findBySession = (request: Asking) => {
    const token = readSessionToken(request);
    if (token === undefined || !isFromOwnPage(request)) return undefined;
    const place = findSessionKey(token, keys, Date.now());
    return place === undefined ? undefined : known[place]?.reader;
  };
  const findByBearer = (request: Asking) => {
    const given = readBearer(request);
    return given === undefined ? undefined : findByKey(given);
  };
  return {
    isNeeded,
    hasKey: (request) => findByBearer(request) !== undefined,
    findReader(request) {
      if (!isNeeded) return localReader;
      return readBearer(request) === undefined ? findBySession(request) : findByBearer(request);
    },
  };
}

/** Keys with one name are those of one reader, who can change from one to another. */
function nameReader({ key, name }: NamedKey): string {
  return name ?? `key-${digest(`paperkin reader ${key}`).toString("hex").slice(0, 12)}`;
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
