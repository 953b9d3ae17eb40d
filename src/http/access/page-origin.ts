import type { IncomingMessage } from "node:http";

/** Where a request comes from: a page of this server, one of another site, or a program or an address bar. */
export type Sender = "own" | "foreign" | "none";

/** Browsers send `Sec-Fetch-Site`, the more precise one, only to https and localhost; they send `Origin` with all but reads. */
export function findSender({ headers }: Pick<IncomingMessage, "headers">): Sender {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site === "same-origin" ? "own" : site === "none" ? "none" : "foreign";
  if (origin === undefined) return "none";
  const page = parseAddress(origin);
  // Parsed with the page's scheme, a default port is absent on both sides.
  return page !== undefined && page.host === parseAddress(`${page.protocol}//${host}`)?.host ? "own" : "foreign";
}

function parseAddress(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
