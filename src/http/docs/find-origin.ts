import type { IncomingMessage } from "node:http";

/** What the document is written for; {@link addressExamples} puts the caller's in its place. */
export const exampleServer = "http://127.0.0.1:3000";

/** Puts the address under which a browser asked into the examples of a page. */
export function addressExamples(page: string, request: IncomingMessage, basePath: string): string {
  const origin = findOrigin(request);
  return origin === undefined ? page : page.replaceAll(exampleServer, `${origin}${basePath}`);
}

/** Proxies say in headers what the browser asked them; only the examples depend on it, so nobody need trust them. */
function findOrigin({ headers, socket }: IncomingMessage): string | undefined {
  const host = readFirst(headers["x-forwarded-host"]) ?? headers.host ?? "";
  const isSecure = readFirst(headers["x-forwarded-proto"]) === "https" || "encrypted" in socket;
  // The address is printed for a shell, so anything but a plain host is left out.
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)
    ? `${isSecure ? "https" : "http"}://${host}`
    : undefined;
}

function readFirst(header: string | readonly string[] | undefined): string | undefined {
  return [header].flat()[0]?.split(",")[0]?.trim();
}
