import { AppError } from "../errors.js";

/** A URL for display: no user, no password, no query. Throws `bad_input` for an invalid URL. */
export function describeUrl(url: string): string {
  if (!URL.canParse(url)) throw new AppError("bad_input", "the address of the queue is not a URL");
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
